using BotQA.Knowledge.Retrieval;

namespace BotQA.Postgres.Knowledge;

/// <summary>Brings the texts of what was found into memory, in their state of the moment, before they are quoted from.</summary>
internal sealed class DocumentRefreshingRetriever(IPassageRetriever inner, PostgresDocumentCatalog catalog) : IPassageRetriever
{
    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        var result = await inner.RetrieveAsync(question, request, cancellationToken);
        await catalog.RefreshAsync(result.Passages.Select(passage => passage.Chunk.DocumentId).ToHashSet(StringComparer.Ordinal), cancellationToken);
        return result;
    }
}
