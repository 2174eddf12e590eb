namespace BotQA.Training.Data;

/// <summary>A passage of one of the training sets.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Article">The article's title; empty where the set doesn't say.</param>
/// <param name="Encoded">The passage's text and tokens.</param>
internal sealed record QaParagraph(string Set, string Article, EncodedText Encoded)
{
    public string Text => Encoded.Text;

    /// <summary>The text as answers are compared, with a space at both ends, so that an answer is found as whole words.</summary>
    public string Normalized => field ??= AnswerScore.Padded(Text);

    public bool Contains(IEnumerable<QaAnswer> answers) =>
        answers.Any(a => AnswerScore.Padded(a.Text) is { Length: > 2 } text && Normalized.Contains(text, StringComparison.Ordinal));

    public bool Equals(QaParagraph? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
