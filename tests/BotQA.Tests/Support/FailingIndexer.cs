using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Tests.Support;

/// <summary>Can't index anything.</summary>
internal sealed class FailingIndexer : IKnowledgeIndexer
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it has failed.</summary>
    public Task Failed => _failed.Task;

    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents, IProgress<IngestionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var failures = (await documents.ToListAsync(cancellationToken)).Select(d => new DocumentFailure(d.Id, d.Failure ?? "The model is missing."));
        _failed.SetResult();
        return new IngestionReport(0, 0, [.. failures]);
    }
}
