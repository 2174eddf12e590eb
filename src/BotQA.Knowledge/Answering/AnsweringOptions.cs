using System.ComponentModel.DataAnnotations;

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
}
