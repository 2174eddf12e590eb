using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Evaluation;

/// <summary>What an evaluation gathered, before it is scored.</summary>
internal sealed record EvaluationRun
{
    /// <summary>The set that was asked.</summary>
    public required EvaluationSet Set { get; init; }

    /// <summary>How it was asked.</summary>
    public required EvaluationOptions Options { get; init; }

    /// <summary>What indexing did.</summary>
    public required IngestionReport Ingestion { get; init; }

    /// <summary>How long indexing took.</summary>
    public required TimeSpan IndexingTime { get; init; }

    /// <summary>The set's questions, in its order.</summary>
    public required IReadOnlyList<QuestionOutcome> Outcomes { get; init; }

    /// <summary>The questions of the other set, which this corpus can't answer, in that set's order; empty without one.</summary>
    public required IReadOnlyList<QuestionOutcome> OutOfCorpus { get; init; }
}
