namespace BotQA.Knowledge.Answering;

/// <summary>What one question searches.</summary>
public sealed record AnswerOptions
{
    /// <summary>The ids of the documents to search; null for all.</summary>
    public IReadOnlyCollection<string>? DocumentIds { get; init; }
}
