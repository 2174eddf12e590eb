using BotQA.Postgres.Knowledge;
using BotQA.Web;

namespace BotQA.Storage;

/// <summary>
/// Tells the server what other hosts write to the knowledge base, and whether its vectors can be searched with this host's model.
/// </summary>
internal sealed partial class KnowledgeFeedService(
    KnowledgeFeed feed, KnowledgeState state, TimeProvider time, ILogger<KnowledgeFeedService> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await feed.FollowAsync(Publish, cancellationToken);
            }
            catch (OtherModelException exception)
            {
                Refuse(exception.Message);
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    private void Refuse(string reason)
    {
        // While it starts, the host may be about to embed the documents again.
        if (state.Settled.IsCompleted && state.Current.Failure != reason)
        {
            LogRefused(reason);
            state.SetFailed(reason);
        }
    }

    private void Publish(KnowledgeDirectory.State known)
    {
        if (known is { IsComplete: true, Documents.Count: > 0 })
        {
            state.SetReady(known.Report() with { Failures = state.Current.Report?.Failures ?? [] });
        }
    }

    [LoggerMessage(LogLevel.Error, "Questions can't be answered: {Reason}")]
    private partial void LogRefused(string reason);
}
