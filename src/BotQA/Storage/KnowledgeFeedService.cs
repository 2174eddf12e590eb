using System.Threading.Channels;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Web;

namespace BotQA.Storage;

/// <summary>
/// Tells the server what other hosts write to the knowledge base, and whether its vectors can be searched with this host's model; keeps the
/// host's copy, where it has one, up to date.
/// </summary>
internal sealed partial class KnowledgeFeedService(
    KnowledgeFeed feed, KnowledgeState state, TimeProvider time, ILogger<KnowledgeFeedService> logger, KnowledgeCopy? copy = null) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly Channel<KnowledgeDirectory.State> _changes =
        Channel.CreateBounded<KnowledgeDirectory.State>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(FollowAsync(stoppingToken), copy?.FollowAsync(_changes.Reader, stoppingToken) ?? Task.CompletedTask);
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
            _changes.Writer.TryWrite(known);
        }
    }

    [LoggerMessage(LogLevel.Error, "Questions can't be answered: {Reason}")]
    private partial void LogRefused(string reason);
}
