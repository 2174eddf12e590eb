using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Retrieval;

/// <summary>A passage found for a question.</summary>
/// <param name="Chunk">The passage.</param>
/// <param name="Score">The score the passages are ordered by, 0 to 1, higher is better.</param>
/// <param name="Scores">The scores of each stage.</param>
public sealed record RetrievedPassage(KnowledgeChunk Chunk, double Score, PassageScores Scores);
