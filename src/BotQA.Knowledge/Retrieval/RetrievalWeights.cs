using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Retrieval;

/// <summary>
/// The shares of a passage's score, at least 0 each; only their proportions matter. The defaults were tuned by
/// <c>botqa tune retrieval</c> (docs/evaluation.md).
/// </summary>
public sealed class RetrievalWeights
{
    /// <summary>The share of the keyword score, BM25 over the best of the question. Default 0.33.</summary>
    [Range(0.0, 1.0)]
    public double Keyword { get; set; } = 0.33;

    /// <summary>The share of the passage's similarity, scaled between the last candidate's and the best. Default 0.03.</summary>
    [Range(0.0, 1.0)]
    public double Vector { get; set; } = 0.03;

    /// <summary>The share of the similarity of the passage's best sentence, scaled likewise. Default 0.28.</summary>
    [Range(0.0, 1.0)]
    public double Sentence { get; set; } = 0.28;

    /// <summary>The share of the question's term weight that the best window of two sentences holds. Default 0.36.</summary>
    [Range(0.0, 1.0)]
    public double Window { get; set; } = 0.36;

    /// <summary>How much a term counts in a window when only the title or the headings hold it, 0 to 1. Default 1.</summary>
    [Range(0.0, 1.0)]
    public double ContextTerm { get; set; } = 1.0;
}
