using BotQA.Postgres.Knowledge;
using BotQA.Web;

namespace BotQA.Storage;

/// <summary>Tells the server what other hosts write to the knowledge base, and whether its database can be reached.</summary>
internal sealed class KnowledgeFeedService(KnowledgeFeed feed, KnowledgeState state) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await feed.FollowAsync(Publish, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Publish(KnowledgeDirectory.State known)
    {
        if (known is { IsComplete: true, Documents.Count: > 0 })
        {
            state.SetReady(known.Report() with { Failures = state.Current.Report?.Failures ?? [] });
        }
    }
}
