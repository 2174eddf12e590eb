namespace BotQA.Training.Data;

/// <summary>Tells passages that repeat a held-out passage, whichever set they come from.</summary>
internal sealed class TextOverlap
{
    private const int Run = 10;
    private const int Allowed = 2;

    private readonly HashSet<string> _runs;

    public TextOverlap(IEnumerable<QaParagraph> heldOut) => _runs = heldOut.SelectMany(RunsOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>True where more than two runs of ten words are shared with a held-out passage.</summary>
    public bool IsLeak(QaParagraph paragraph) => RunsOf(paragraph).Where(_runs.Contains).Take(Allowed + 1).Count() > Allowed;

    private static IEnumerable<string> RunsOf(QaParagraph paragraph)
    {
        var words = AnswerScore.Words(paragraph.Text);
        for (var i = 0; i + Run <= words.Length; i++)
        {
            yield return string.Join(' ', words, i, Run);
        }
    }
}
