using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>What BotQA says to a question. Each channel renders this one object in its own way.</summary>
public sealed record Answer
{
    /// <summary>Whether the documents answer the question.</summary>
    public required AnswerStatus Status { get; init; }

    /// <summary>Why there is no answer; null when answered.</summary>
    public NotFoundReason? Reason { get; init; }

    /// <summary>The standalone question that was searched.</summary>
    public required string Question { get; init; }

    /// <summary>The question as the user put it, where it was not searched in these words; else null.</summary>
    public string? AskedQuestion { get; init; }

    /// <summary>When the question can mean several things: two or three questions, each of which means one of them; else empty.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>The shortest text that answers: an exact phrase where one is found, else the sentence; empty when not found.</summary>
    public required string ShortAnswer { get; init; }

    /// <summary>What a person reads, with <c>[n]</c> markers that refer to <see cref="Citations"/>.</summary>
    public required string Text { get; init; }

    /// <summary>Where <see cref="ShortAnswer"/> stands in <see cref="Text"/>, to be made prominent; null where it is most of the text or no part of it, and in generated text, which grows.</summary>
    public TextSpan? Highlight => IsGenerated ? null : AnswerHighlight.Find(Text, ShortAnswer);

    /// <summary>The calibrated probability, 0 to 1, that the documents answer the question.</summary>
    public required double Confidence { get; init; }

    /// <summary>The quotes the answer rests on, numbered from 1; empty when not found.</summary>
    public required IReadOnlyList<Citation> Citations { get; init; }

    /// <summary>When not found: quotes from the closest passages, offered as related reading, not as an answer.</summary>
    public IReadOnlyList<Citation> Related { get; init; } = [];

    /// <summary>When not found: the best answer that was not good enough, or null. For studying thresholds, not for showing.</summary>
    public AnswerCandidate? Candidate { get; init; }

    /// <summary>The passages considered, best first, with the scores of each stage.</summary>
    public IReadOnlyList<RetrievedPassage> Retrieved { get; init; } = [];

    /// <summary>The named features behind <see cref="Confidence"/> with their values.</summary>
    public IReadOnlyDictionary<string, double> Evidence { get; init; } = new Dictionary<string, double>();

    /// <summary>A word to the reader about how the answer came about, such as that the language model couldn't be reached; mostly null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether <see cref="Text"/> was written by a model; each of its sentences is supported by the citations behind it.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>How a model took part; null when none was asked.</summary>
    public GenerationReport? Generation { get; init; }

    /// <summary>The time from question to answer.</summary>
    public TimeSpan Elapsed { get; init; }
}
