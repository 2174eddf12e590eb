using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Retrieval;

/// <summary>
/// The shares of a passage's score, at least 0 each; only their proportions matter. The defaults were tuned by
/// <c>botqa tune retrieval</c> (docs/evaluation.md).
/// </summary>
public sealed class RetrievalWeights
{
    // Nine in ten turns of other conversations are less similar to a question than the second, nine in ten of its own more than the first.
    internal const double UnrelatedContext = 0.05;
    private const double RelatedContext = 0.15;

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

    /// <summary>
    /// The share, 0 to 1, of the score that a passage has for question and context together; the rest is its score for the question alone. It is
    /// the share where the two are about the same, and none where they have nothing to do with each other. Tuned by <c>botqa tune context</c>.
    /// Default 0.35.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Context { get; set; } = 0.35;

    /// <summary>The share of the context, from its cosine similarity to the question.</summary>
    internal double ContextShare(double similarity) => Context * Math.Clamp((similarity - UnrelatedContext) / (RelatedContext - UnrelatedContext), 0, 1);
}
