using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Ingestion.Folders;
using Microsoft.Extensions.Options;

namespace BotQA.Web;

/// <summary>Keeps the index in step with the folder while the server runs. A failure is logged and tried again.</summary>
internal sealed partial class KnowledgeWatchingService(
    IFolderIndexer indexer, KnowledgeState state, IOptions<IngestionOptions> options, TimeProvider time, ILogger<KnowledgeWatchingService> logger)
    : BackgroundService
{
    // A folder of very many files takes long to compare; most of the time is left for other work.
    private const int RestFactor = 3;

    private string? _problem;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = new FolderWatch(state.Path, time, logger);
        watch.Listen();
        try
        {
            await state.Settled.WaitAsync(stoppingToken);
            for (var wait = TimeSpan.Zero; ;)
            {
                await watch.WaitAsync(wait, stoppingToken);
                wait = await FollowAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; thrown on, this would be logged as a failure of the host.
        }
    }

    /// <summary>Follows the folder once, and says how long to wait for the next time if nothing changes.</summary>
    private async Task<TimeSpan> FollowAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var report = await indexer.FollowAsync(state.Path, cancellationToken);
            Publish(report);
            _problem = null;
            if (report.Postponed == 0)
            {
                return options.Value.SweepInterval;
            }

            var again = report.Changes.AreNone ? options.Value.SettlingTime / 2 : TimeSpan.Zero;
            var rest = time.GetElapsedTime(started) * RestFactor;
            return report.Changes.AreNone && rest > again ? rest : again;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var problem = ErrorText.Of(exception);
            if (problem != _problem)
            {
                LogFailed(problem);
                _problem = problem;
            }

            return options.Value.SweepInterval;
        }
    }

    private void Publish(IngestionReport report)
    {
        var known = state.Current.Report?.Failures ?? [];
        foreach (var failure in report.Failures.Except(known))
        {
            LogDocumentFailed(failure.Id, failure.Reason);
        }

        if (report.Documents > 0 || state.Current.IsReady)
        {
            state.SetReady(report);
        }

        var changes = report.Changes;
        if (!changes.AreNone)
        {
            LogChanged(changes.Added.Count, changes.Changed.Count + changes.ReadAgain.Count, changes.Renamed.Count, changes.Removed.Count, report.Documents, report.Chunks);
        }
    }

    [LoggerMessage(LogLevel.Information, "The documents changed: {Added} files added, {Changed} changed, {Renamed} renamed, {Removed} removed; {Documents} documents in {Chunks} chunks")]
    private partial void LogChanged(int added, int changed, int renamed, int removed, int documents, int chunks);

    [LoggerMessage(LogLevel.Warning, "{Document} can't be used: {Reason}")]
    private partial void LogDocumentFailed(string document, string reason);

    [LoggerMessage(LogLevel.Warning, "The documents can't be followed at the moment; answers come from those indexed before. {Reason}")]
    private partial void LogFailed(string reason);
}
