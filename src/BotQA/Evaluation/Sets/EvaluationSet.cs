using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>A corpus, and questions whose answers or relevant documents are known.</summary>
internal sealed record EvaluationSet
{
    /// <summary>The name of the file or folder it was read from.</summary>
    public required string Name { get; init; }

    /// <summary>The corpus. Each document's text is the entry's text, unchanged.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    /// <summary>The questions in the order of the file, ids unique.</summary>
    public required IReadOnlyList<EvaluationQuestion> Questions { get; init; }

    /// <summary>
    /// Whether a document with the question's own id is left out of the ranking, as BEIR does for sets whose queries are documents too.
    /// </summary>
    public bool IgnoresOwnDocument { get; init; }

    /// <summary>Gold quotes that stand in none of their documents; the measures can't use them.</summary>
    public int UnlocatedQuotes { get; init; }

    /// <summary>The same set with at most <paramref name="count"/> questions, spaced evenly; all documents stay.</summary>
    public EvaluationSet Sample(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count >= Questions.Count
            ? this
            : this with { Questions = [.. Enumerable.Range(0, count).Select(i => Questions[(int)((long)i * Questions.Count / count)])] };
    }
}
