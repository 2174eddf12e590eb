using BotQA.Knowledge.Retrieval;

namespace BotQA.Postgres.Knowledge.Copies;

/// <summary>Searches the database, and while it is away the copy of this host.</summary>
/// <param name="database">Searches the database.</param>
/// <param name="copied">Searches the copy.</param>
/// <param name="copy">The copy.</param>
/// <param name="feed">Knows whether the database is away.</param>
internal sealed class CopyFallbackRetriever(IPassageRetriever database, IPassageRetriever copied, KnowledgeCopy copy, KnowledgeFeed feed) : IPassageRetriever
{
    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        if (feed.Problem is null || !copy.IsReady)
        {
            try
            {
                return await database.RetrieveAsync(question, request, cancellationToken);
            }
            catch (Exception exception) when (copy.IsReady && KnowledgeFeed.IsAway(exception) && !cancellationToken.IsCancellationRequested)
            {
                // Found out before the feed did.
            }
        }

        return await copied.RetrieveAsync(question, request, cancellationToken);
    }
}
