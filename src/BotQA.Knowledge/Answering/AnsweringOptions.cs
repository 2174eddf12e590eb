using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Answering;

/// <summary>When and how questions are answered. Configuration section <c>Answering</c>.</summary>
public sealed class AnsweringOptions
{
    /// <summary>
    /// The confidence from which an answer is given, 0 to 1. Default 0.5: an answer is given when it is more likely than not that the
    /// documents have one.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; set; } = 0.5;

    /// <summary>The most quotes an answer has. Default 3.</summary>
    [Range(1, 10)]
    public int MaxCitations { get; set; } = 3;

    /// <summary>The most related passages that are offered when there is no answer. Default 3.</summary>
    [Range(0, 10)]
    public int MaxRelated { get; set; } = 3;

    /// <summary>Whether the reader points at the exact answer and helps to choose passages and sentences. Default true.</summary>
    public bool Reader { get; set; } = true;

    /// <summary>The passages of a question that are read at most; the reader's time budget may end it sooner. Default 8.</summary>
    [Range(1, 100)]
    public int ReaderPassages { get; set; } = 8;

    /// <summary>How the reader's scores join retrieval's.</summary>
    [Required]
    [ValidateObjectMembers]
    public RerankingWeights Reranking { get; set; } = new();
}
