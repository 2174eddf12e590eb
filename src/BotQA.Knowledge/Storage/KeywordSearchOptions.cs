namespace BotQA.Knowledge.Storage;

/// <summary>What one keyword search covers.</summary>
public sealed record KeywordSearchOptions
{
    /// <summary>The documents whose chunks are searched; null for all. The terms' weights stay those of the whole index.</summary>
    public IReadOnlyCollection<string>? DocumentIds { get; init; }

    /// <summary>Weights by field that replace the configured ones for this search; null for <see cref="KeywordIndexOptions.FieldWeights"/>.</summary>
    public IReadOnlyDictionary<string, double>? FieldWeights { get; init; }
}
