using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Ingestion;

/// <summary>Makes a folder of documents searchable.</summary>
internal sealed class KnowledgeLoader(KnowledgeFolder folder, IKnowledgeIndexer indexer)
{
    /// <summary>Reads and indexes a folder; a file that can't be used is a failure in the report and doesn't stop the rest.</summary>
    /// <exception cref="KnowledgeFolderException">The folder is missing, can't be listed, or holds no file of a known format.</exception>
    public async Task<IngestionReport> LoadAsync(string path, IProgress<KnowledgeProgress>? progress, CancellationToken cancellationToken)
    {
        var total = folder.List(path).Files.Count;
        progress?.Report(new KnowledgeProgress(0, total));
        return await indexer.IndexAsync(
            folder.ReadAsync(path, cancellationToken),
            new CallbackProgress<IngestionProgress>(p => progress?.Report(new KnowledgeProgress(Math.Min(p.Documents, total), total))),
            cancellationToken);
    }
}
