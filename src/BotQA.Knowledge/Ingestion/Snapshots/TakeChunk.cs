using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Offers a chunk of a saved index to where it is searched. Called by many threads at a time.</summary>
/// <param name="chunk">The chunk without its vector.</param>
/// <param name="content">The hash of its content.</param>
/// <param name="embedding">Its vector, for as long as the call lasts.</param>
/// <returns>Whether it was taken with its vector.</returns>
internal delegate bool TakeChunk(KnowledgeChunk chunk, ContentHash content, ReadOnlySpan<float> embedding);
