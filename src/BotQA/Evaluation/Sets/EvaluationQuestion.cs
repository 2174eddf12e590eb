namespace BotQA.Evaluation.Sets;

/// <summary>A question and what is known about its answer.</summary>
internal sealed record EvaluationQuestion
{
    /// <summary>The id, unique in its set.</summary>
    public required string Id { get; init; }

    /// <summary>The question as the user put it.</summary>
    public required string Question { get; init; }

    /// <summary>The turns before the question, oldest first; empty for a first question.</summary>
    public IReadOnlyList<EvaluationTurn> History { get; init; } = [];

    /// <summary>Whether the corpus answers the question; null when that is unknown or a matter of opinion.</summary>
    public bool? Answerable { get; init; }

    /// <summary>The accepted answers; empty when none are known or the question has none.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The places that support the answer; empty when none are known.</summary>
    public IReadOnlyList<GoldQuote> Quotes { get; init; } = [];

    /// <summary>The grade of each judged document: 0 is not relevant, higher is better. For SQuAD the question's own paragraph.</summary>
    public IReadOnlyDictionary<string, int> Documents { get; init; } = new Dictionary<string, int>();
}
