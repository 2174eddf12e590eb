using BotQA.Knowledge.Ingestion.Snapshots;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Ingestion;

/// <summary>
/// Writes documents to the catalog and their chunks to the collection, in such an order that whoever finds a chunk finds its document.
/// One write at a time; searches go on during it.
/// </summary>
internal sealed class KnowledgeStore(VectorStoreCollection<string, KnowledgeChunk> collection, IDocumentCatalog catalog) : IKnowledgeWriter
{
    private readonly Dictionary<string, int> _chunkCounts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <remarks>In the in-memory store all of it becomes visible in one step.</remarks>
    public async Task ReplaceAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyCollection<string> removed, CancellationToken cancellationToken)
    {
        var added = documents.GroupBy(document => document.Document.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var gone = removed.Except(added.Select(document => document.Document.Id), StringComparer.Ordinal).ToList();
        var stale = gone.SelectMany(id => Keys(id, first: 0))
            .Concat(added.SelectMany(document => Keys(document.Document.Id, document.Chunks.Count)))
            .ToList();
        foreach (var document in added)
        {
            catalog.Put(document.Document);
            _chunkCounts[document.Document.Id] = document.Chunks.Count;
        }

        await WriteAsync([.. added.SelectMany(document => document.Chunks)], stale, cancellationToken);
        foreach (var id in gone)
        {
            catalog.Remove(id);
            _chunkCounts.Remove(id);
        }
    }

    /// <summary>Begins to fill the store, which has to be empty.</summary>
    /// <param name="keywords">The saved keyword index; null for none.</param>
    public KnowledgeLoad BeginLoad(SavedKeywords? keywords) =>
        keywords is not null && collection is InMemoryVectorStoreCollection<string, KnowledgeChunk> own
            ? new KnowledgeLoad(keywords.Rows, own.BeginRestore([.. keywords.Rows.Select(row => (row.Id, row.Key))], keywords.Files))
            : new KnowledgeLoad([], restore: null);

    /// <summary>Makes searchable what was loaded.</summary>
    /// <param name="load">What <see cref="BeginLoad"/> gave, after all chunks were offered to it.</param>
    /// <param name="documents">The documents, with the vectors of those chunks that it didn't take.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The number of chunks whose words had to be indexed.</returns>
    public async Task<int> CompleteLoadAsync(KnowledgeLoad load, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            catalog.Put(document.Document);
            _chunkCounts[document.Document.Id] = document.Chunks.Count;
        }

        if (load.Restore is { } restore)
        {
            await ((InMemoryVectorStoreCollection<string, KnowledgeChunk>)collection).CompleteRestoreAsync(restore);
        }

        var others = documents.SelectMany(document => document.Chunks).Where(chunk => !chunk.Embedding.IsEmpty).ToList();
        await WriteAsync(others, [], cancellationToken);
        return others.Count;
    }

    /// <summary>The keyword index of the store, with the hashes of what it holds; null when the collection keeps none that can be saved.</summary>
    public SavedKeywords? SaveKeywords(IReadOnlyDictionary<string, ContentHash> contents) =>
        collection is InMemoryVectorStoreCollection<string, KnowledgeChunk> own && own.SaveKeywords() is var (rows, files)
            ? new SavedKeywords([.. rows.Select(row => new SavedKeywords.Row(row.Id, row.Key, contents.GetValueOrDefault(row.Key)))], files)
            : null;

    /// <summary>The chunks with the given keys and their vectors, as far as they exist.</summary>
    public IAsyncEnumerable<KnowledgeChunk> GetAsync(IEnumerable<string> keys, CancellationToken cancellationToken) =>
        collection.GetAsync(keys, new RecordRetrievalOptions { IncludeVectors = true }, cancellationToken);

    private IEnumerable<string> Keys(string documentId, int first) =>
        Enumerable.Range(first, Math.Max(0, _chunkCounts.GetValueOrDefault(documentId) - first)).Select(index => KnowledgeChunk.KeyOf(documentId, index));

    private async Task WriteAsync(List<KnowledgeChunk> chunks, List<string> stale, CancellationToken cancellationToken)
    {
        if (collection is InMemoryVectorStoreCollection<string, KnowledgeChunk> own)
        {
            await own.ReplaceAsync(chunks, stale, cancellationToken);
            return;
        }

        await collection.EnsureCollectionExistsAsync(cancellationToken);
        if (chunks.Count > 0)
        {
            await collection.UpsertAsync(chunks, cancellationToken);
        }

        if (stale.Count > 0)
        {
            await collection.DeleteAsync(stale, cancellationToken);
        }
    }
}
