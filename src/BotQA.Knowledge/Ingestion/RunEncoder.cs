using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>
/// Embeds the chunks of one run of indexing. A document that the model refuses fails alone. Once the model can't be used at all, the documents
/// that still need it fail without another try: the next run tries them again.
/// </summary>
internal sealed class RunEncoder(DocumentEncoder encoder)
{
    private string? _outage;

    /// <summary>Embeds chunks of any number of documents.</summary>
    /// <param name="chunks">The chunks.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <returns>The chunks with their vectors, and by the ids of documents that couldn't be embedded the reasons.</returns>
    public async Task<(IReadOnlyList<KnowledgeChunk> Embedded, IReadOnlyDictionary<string, string> Failures)> EmbedAsync(
        IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        var embedded = await TryEmbedAsync(chunks, failures, cancellationToken);
        if (embedded is null)
        {
            var documents = chunks.GroupBy(chunk => chunk.DocumentId, StringComparer.Ordinal).ToList();
            var rest = new List<KnowledgeChunk>();
            foreach (var document in documents)
            {
                rest.AddRange(await TryEmbedAsync([.. document], failures, cancellationToken) ?? []);
            }

            embedded = rest;
        }

        return (embedded, failures);
    }

    // Null when one of several documents was refused, and it isn't known which.
    private async Task<IReadOnlyList<KnowledgeChunk>?> TryEmbedAsync(
        IReadOnlyList<KnowledgeChunk> chunks, Dictionary<string, string> failures, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return [];
        }

        if (_outage is null)
        {
            try
            {
                return await encoder.EmbedAsync(chunks, cancellationToken);
            }
            catch (EmbeddingException e) when (e.RefusesTexts)
            {
                if (chunks.Any(chunk => chunk.DocumentId != chunks[0].DocumentId))
                {
                    return null;
                }

                failures[chunks[0].DocumentId] = e.Message;
                return [];
            }
            catch (EmbeddingException e)
            {
                _outage = e.Message;
            }
        }

        foreach (var chunk in chunks)
        {
            failures[chunk.DocumentId] = _outage;
        }

        return [];
    }
}
