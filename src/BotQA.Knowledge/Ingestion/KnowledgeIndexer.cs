using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Joins chunking, embedding and storing. Documents are taken in batches, so that passages of like length are embedded together.</summary>
internal sealed class KnowledgeIndexer(
    IDocumentChunker chunker,
    IPassageEncoder encoder,
    VectorStoreCollection<string, KnowledgeChunk> collection,
    IDocumentCatalog catalog) : IKnowledgeIndexer
{
    private const int ChunksPerBatch = 256;

    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents,
        IProgress<IngestionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        await collection.EnsureCollectionExistsAsync(cancellationToken);
        var run = new Run();
        await foreach (var result in documents.WithCancellation(cancellationToken))
        {
            if (!result.Succeeded)
            {
                run.Failures.Add(new DocumentFailure(result.Id, result.Failure));
                continue;
            }

            var chunks = chunker.Chunk(result.Document);
            if (chunks.Count == 0)
            {
                run.Failures.Add(new DocumentFailure(result.Id, "It holds no text to search. Add text, or take it out of the folder."));
                continue;
            }

            run.Add(result.Document, chunks);
            if (run.PendingChunks >= ChunksPerBatch)
            {
                await StoreAsync(run, cancellationToken);
                progress?.Report(new IngestionProgress(run.Documents, run.Chunks));
            }
        }

        await StoreAsync(run, cancellationToken);
        progress?.Report(new IngestionProgress(run.Documents, run.Chunks));
        return new IngestionReport(run.Documents, run.Chunks, run.Failures);
    }

    private async Task StoreAsync(Run run, CancellationToken cancellationToken)
    {
        var pending = run.TakePending();
        if (pending.Count == 0)
        {
            return;
        }

        var inputs = pending.SelectMany(item => item.Chunks.Select(chunk => DocumentEncoder.ToInput(item.Document, chunk))).ToList();
        var embeddings = await encoder.EncodeAsync(inputs, cancellationToken);
        var records = pending
            .SelectMany(item => item.Chunks.Select(chunk => (item.Document, Chunk: chunk)))
            .Zip(embeddings, (item, embedding) => DocumentEncoder.ToRecord(item.Document, item.Chunk, embedding))
            .ToList();
        var stale = await StaleKeysAsync(pending, records, cancellationToken);
        foreach (var (document, _) in pending)
        {
            catalog.Put(document);
        }

        await collection.UpsertAsync(records, cancellationToken);
        if (stale.Count > 0)
        {
            await collection.DeleteAsync(stale, cancellationToken);
        }

        run.Documents += pending.Count;
        run.Chunks += records.Count;
    }

    private async Task<List<string>> StaleKeysAsync(
        IReadOnlyList<(Document Document, IReadOnlyList<Chunk> Chunks)> pending, List<KnowledgeChunk> records, CancellationToken cancellationToken)
    {
        var replaced = pending.Select(item => item.Document.Id).Where(id => catalog.TryGet(id, out _)).ToHashSet(StringComparer.Ordinal);
        if (replaced.Count == 0)
        {
            return [];
        }

        var keys = records.Select(record => record.Key).ToHashSet(StringComparer.Ordinal);
        var stale = new List<string>();
        await foreach (var old in collection.GetAsync(chunk => replaced.Contains(chunk.DocumentId), int.MaxValue, cancellationToken: cancellationToken))
        {
            if (!keys.Contains(old.Key))
            {
                stale.Add(old.Key);
            }
        }

        return stale;
    }

    private sealed class Run
    {
        private List<(Document Document, IReadOnlyList<Chunk> Chunks)> _pending = [];

        public List<DocumentFailure> Failures { get; } = [];

        public int PendingChunks { get; private set; }

        public int Documents { get; set; }

        public int Chunks { get; set; }

        public void Add(Document document, IReadOnlyList<Chunk> chunks)
        {
            _pending.Add((document, chunks));
            PendingChunks += chunks.Count;
        }

        public List<(Document Document, IReadOnlyList<Chunk> Chunks)> TakePending()
        {
            var pending = _pending;
            _pending = [];
            PendingChunks = 0;
            return pending;
        }
    }
}
