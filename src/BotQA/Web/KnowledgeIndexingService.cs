using BotQA.Knowledge.Ingestion;

namespace BotQA.Web;

/// <summary>Indexes the documents while the server already listens; meanwhile a saved index answers. A failure leaves the server running, not ready, with the reason.</summary>
internal sealed partial class KnowledgeIndexingService(IFolderIndexer indexer, KnowledgeState state, TimeProvider time, ILogger<KnowledgeIndexingService> logger)
    : BackgroundService
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        try
        {
            if (await indexer.LoadAsync(state.Path, stoppingToken) is { Documents: > 0 } saved)
            {
                state.SetReady(saved);
            }

            var report = await indexer.UpdateAsync(state.Path, new CallbackProgress<FolderProgress>(ProgressOf(started)), stoppingToken);
            foreach (var failure in report.Failures)
            {
                LogDocumentFailed(failure.Id, failure.Reason);
            }

            if (report.Documents == 0)
            {
                Fail($"None of the documents in '{state.Path}' could be indexed. The log names the reasons.");
                return;
            }

            state.SetReady(report);
            LogReady(report.Documents, report.Chunks, state.Path, time.GetElapsedTime(started).TotalSeconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            LogException(e);
            Fail(ErrorText.Of(e));
        }
    }

    // Every ten seconds: a start that has little to do tells nothing.
    private Action<FolderProgress> ProgressOf(long started)
    {
        var told = started;
        return progress =>
        {
            if (time.GetElapsedTime(told) >= ProgressInterval)
            {
                told = time.GetTimestamp();
                LogProgress(progress.Files, progress.TotalFiles, progress.Chunks);
            }
        };
    }

    private void Fail(string reason)
    {
        state.SetFailed(reason);
        LogFailed(reason);
    }

    [LoggerMessage(LogLevel.Debug, "Indexed {Documents} documents ({Chunks} chunks) from {Path} in {Seconds:0.0} s: ready for questions")]
    private partial void LogReady(int documents, int chunks, string path, double seconds);

    [LoggerMessage(LogLevel.Information, "Indexing: {Files} of {TotalFiles} files, {Chunks} chunks")]
    private partial void LogProgress(int files, int totalFiles, int chunks);

    [LoggerMessage(LogLevel.Warning, "{Document} can't be used: {Reason}")]
    private partial void LogDocumentFailed(string document, string reason);

    [LoggerMessage(LogLevel.Error, "Questions can't be answered: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Debug, "Indexing failed")]
    private partial void LogException(Exception exception);
}
