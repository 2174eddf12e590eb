using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>A document as it is searched.</summary>
/// <param name="Document">The document.</param>
/// <param name="Chunks">Its chunks in order, with their vectors.</param>
internal sealed record StoredDocument(Document Document, IReadOnlyList<KnowledgeChunk> Chunks);
