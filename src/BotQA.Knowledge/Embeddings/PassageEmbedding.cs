namespace BotQA.Knowledge.Embeddings;

/// <summary>The embeddings of a passage.</summary>
/// <param name="Passage">The unit vector of the whole passage.</param>
/// <param name="Sentences">The unit vector of each sentence as it stands in the passage, in their order.</param>
public sealed record PassageEmbedding(float[] Passage, IReadOnlyList<float[]> Sentences);
