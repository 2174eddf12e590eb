using System.Collections.Concurrent;
using System.Threading.Channels;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Chunks, embeds and stores documents side by side. Runs take turns.</summary>
internal sealed class KnowledgeIndexer(
    IDocumentChunker chunker,
    IPassageEncoder encoder,
    IKnowledgeWriter store) : IKnowledgeIndexer, IDisposable
{
    private readonly DocumentEncoder _encoder = new(chunker, encoder);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents,
        IProgress<IngestionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(documents, progress, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IngestionReport> RunAsync(
        IAsyncEnumerable<DocumentReadResult> documents, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        // Noted by the stage that reads and by the one that embeds, side by side.
        var failures = new ConcurrentQueue<DocumentFailure>();
        var done = new IngestionProgress(0, 0);
        var encoder = new RunEncoder(_encoder);
        await IngestionPipeline.RunAsync<StoredDocument, IReadOnlyList<StoredDocument>>(
            (writer, token) => ChunkAsync(documents, failures, writer, token),
            document => document.Chunks.Count,
            (batch, token) => EmbedAsync(batch, encoder, failures, token),
            async (batch, token) =>
            {
                await store.ReplaceAsync(batch, [], token);
                done = new IngestionProgress(done.Documents + batch.Count, done.Chunks + batch.Sum(document => document.Chunks.Count));
                progress?.Report(done);
            },
            cancellationToken);
        progress?.Report(done);
        return new IngestionReport(done.Documents, done.Chunks, [.. failures]);
    }

    private async Task ChunkAsync(
        IAsyncEnumerable<DocumentReadResult> documents, ConcurrentQueue<DocumentFailure> failures, ChannelWriter<StoredDocument> writer, CancellationToken cancellationToken)
    {
        await foreach (var result in documents.WithCancellation(cancellationToken))
        {
            if (!result.Succeeded)
            {
                failures.Enqueue(new DocumentFailure(result.Id, result.Failure));
            }
            else if (_encoder.Cut(result.Document) is { Count: > 0 } chunks)
            {
                await writer.WriteAsync(new StoredDocument(result.Document, chunks), cancellationToken);
            }
            else
            {
                failures.Enqueue(new DocumentFailure(result.Id, DocumentEncoder.NoText));
            }
        }
    }

    private static async Task<IReadOnlyList<StoredDocument>> EmbedAsync(
        IReadOnlyList<StoredDocument> documents, RunEncoder encoder, ConcurrentQueue<DocumentFailure> failures, CancellationToken cancellationToken)
    {
        var (embedded, failed) = await encoder.EmbedAsync([.. documents.SelectMany(document => document.Chunks)], cancellationToken);
        foreach (var (id, reason) in failed)
        {
            failures.Enqueue(new DocumentFailure(id, reason));
        }

        var chunks = new Dictionary<string, KnowledgeChunk>(StringComparer.Ordinal);
        foreach (var chunk in embedded)
        {
            chunks[chunk.Key] = chunk;
        }

        return [.. documents.Where(document => !failed.ContainsKey(document.Document.Id))
            .Select(document => document with { Chunks = [.. document.Chunks.Select(chunk => chunks[chunk.Key])] })];
    }
}
