using BotQA.Knowledge.Retrieval;
using Microsoft.Extensions.VectorData;

namespace BotQA.Postgres.Knowledge;

/// <summary>
/// Brings the texts of what was found into memory, in their state of the moment, before they are quoted from. What was found among another
/// model's vectors is not given.
/// </summary>
internal sealed class DocumentRefreshingRetriever(IPassageRetriever inner, PostgresDocumentCatalog catalog) : IPassageRetriever
{
    /// <inheritdoc/>
    /// <exception cref="OtherModelException">The vectors in the database are another model's.</exception>
    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var result = await inner.RetrieveAsync(question, request, cancellationToken);
            await catalog.RefreshAsync(result.Passages.Select(passage => passage.Chunk.DocumentId).ToHashSet(StringComparer.Ordinal), cancellationToken);
            return result;
        }
        catch (VectorStoreException)
        {
            // Vectors of other dimensions can't even be compared.
            await catalog.RefreshAsync([], cancellationToken);
            throw;
        }
    }
}
