namespace BotQA.Knowledge.Generation;

/// <summary>How a model took part in an answer.</summary>
public sealed record GenerationReport
{
    /// <summary>The model's name, where its client tells it.</summary>
    public string? Model { get; init; }

    /// <summary>Why the answer isn't the model's, or not the whole of it; null when all went well.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>What the provider said about the failure; null without one.</summary>
    public string? FailureDetail { get; init; }

    /// <summary>Whether the model said that the passages don't answer.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>The sentences that the model wrote, in order, kept or not.</summary>
    public IReadOnlyList<CheckedSentence> Sentences { get; init; } = [];

    /// <summary>What the model searched for.</summary>
    public IReadOnlyList<string> Searches { get; init; } = [];

    /// <summary>The tokens of the prompts, as the provider counts them.</summary>
    public long InputTokens { get; init; }

    /// <summary>The tokens of the replies.</summary>
    public long OutputTokens { get; init; }

    /// <summary>What the tokens cost by the configured prices.</summary>
    public double Cost { get; init; }

    /// <summary>The time the model was waited for.</summary>
    public TimeSpan Elapsed { get; init; }
}
