namespace BotQA.Knowledge.Storage;

/// <summary>What a keyword search found.</summary>
/// <param name="Matches">The chunks, best first; equal scores are ordered by key.</param>
/// <param name="Terms">The query's terms in the order of their first occurrence, those that no chunk holds included.</param>
/// <param name="ChunkCount">The number of chunks in the index, whatever the search was restricted to.</param>
public sealed record KeywordSearchResult(IReadOnlyList<KeywordMatch> Matches, IReadOnlyList<KeywordQueryTerm> Terms, int ChunkCount);
