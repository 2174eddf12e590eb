using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Tests.Support;

/// <summary>Reads a folder once and hands it to the indexer that a test has registered; nothing is saved.</summary>
internal sealed class WholeFolderIndexer(KnowledgeFolder folder, IKnowledgeIndexer indexer) : IFolderIndexer
{
    private IngestionReport? _report;

    public Task<IngestionReport?> LoadAsync(string path, CancellationToken cancellationToken = default) => Task.FromResult<IngestionReport?>(null);

    public async Task<IngestionReport> UpdateAsync(string path, IProgress<FolderProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _report ??= await indexer.IndexAsync(folder.ReadAsync(path, cancellationToken), progress: null, cancellationToken);

    public Task<IngestionReport> FollowAsync(string path, CancellationToken cancellationToken = default) => UpdateAsync(path, progress: null, cancellationToken);

    public Task<FolderChanges> CheckAsync(string path, CancellationToken cancellationToken = default) => Task.FromResult(new FolderChanges());

    public Task<IReadOnlyList<IndexedFile>> ListAsync(string path, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<IndexedFile>>([]);
}
