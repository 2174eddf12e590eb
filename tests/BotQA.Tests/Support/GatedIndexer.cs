using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Tests.Support;

/// <summary>Indexes only when it is let.</summary>
internal sealed class GatedIndexer : IKnowledgeIndexer
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    public void Open() => _gate.SetResult();

    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents, IProgress<IngestionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        _started.SetResult();
        await _gate.Task.WaitAsync(cancellationToken);
        return await new RecordingIndexer().IndexAsync(documents, progress, cancellationToken);
    }
}
