using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Makes documents searchable: chunks, embeds and stores them.</summary>
public interface IKnowledgeIndexer
{
    /// <summary>Indexes documents as they come; one that fails never stops the rest.</summary>
    /// <param name="documents">The documents, or the reasons why they couldn't be read. A document with a known id replaces the old one.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run; what was stored stays.</param>
    Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents,
        IProgress<IngestionProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
