namespace BotQA.Knowledge.Retrieval;

/// <summary>What was found for a question.</summary>
/// <param name="Question">The question as it was searched.</param>
/// <param name="Passages">The passages, best first; equal scores are ordered by key.</param>
public sealed record RetrievalResult(QuestionAnalysis Question, IReadOnlyList<RetrievedPassage> Passages)
{
    /// <summary>The cosine similarity of the question and its context, -1 to 1; null for a question without a context.</summary>
    public double? ContextSimilarity { get; init; }
}
