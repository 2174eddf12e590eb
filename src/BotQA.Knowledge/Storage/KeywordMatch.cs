namespace BotQA.Knowledge.Storage;

/// <summary>A chunk found by its words.</summary>
/// <param name="Key">The chunk's key.</param>
/// <param name="Score">The BM25F score, above 0 and below k1 + 1 times the sum over the query's terms of count times idf.</param>
public readonly record struct KeywordMatch(string Key, double Score);
