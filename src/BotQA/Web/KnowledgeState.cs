using BotQA.Knowledge.Ingestion;

namespace BotQA.Web;

/// <summary>Whether the documents can be searched yet. Written by the indexing and the watching service, read by every request.</summary>
/// <param name="path">The full path of the folder of documents.</param>
internal sealed class KnowledgeState(string path)
{
    private readonly TaskCompletionSource<Snapshot> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Snapshot _current = new(Report: null, Failure: null);

    /// <summary>The full path of the folder of documents.</summary>
    public string Path { get; } = path;

    /// <summary>What is known now.</summary>
    public Snapshot Current => _current;

    /// <summary>Ends with the first state that is ready or failed.</summary>
    public Task<Snapshot> Settled => _settled.Task;

    /// <summary>The documents can be searched.</summary>
    public void SetReady(IngestionReport report) => Set(new Snapshot(report, Failure: null));

    /// <summary>The documents can't be searched, and why.</summary>
    public void SetFailed(string reason) => Set(new Snapshot(Report: null, reason));

    private void Set(Snapshot snapshot)
    {
        _current = snapshot;
        _settled.TrySetResult(snapshot);
    }

    /// <summary>One moment's state: a report when ready, a failure when indexing failed, neither while it runs.</summary>
    public sealed record Snapshot(IngestionReport? Report, string? Failure)
    {
        /// <summary>Whether questions can be answered.</summary>
        public bool IsReady => Report is not null;

        /// <summary><c>ready</c>, <c>failed</c> or <c>indexing</c>.</summary>
        public string Status => IsReady ? "ready" : Failure is not null ? "failed" : "indexing";
    }
}
