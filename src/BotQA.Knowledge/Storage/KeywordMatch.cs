namespace BotQA.Knowledge.Storage;

/// <summary>A chunk found by its words.</summary>
/// <param name="Key">The chunk's key.</param>
/// <param name="Score">The weighted sum of the fields' BM25 scores, above 0 and without an upper limit.</param>
public readonly record struct KeywordMatch(string Key, double Score);
