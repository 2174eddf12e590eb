using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Gives chunks their vectors: those that the index knows for the same content, else new ones.</summary>
internal sealed class VectorReuse(IFolderIndex index, DocumentEncoder encoder)
{
    private readonly RunEncoder _encoder = new(encoder);

    /// <summary>The chunks that had to be embedded so far.</summary>
    public int Embedded { get; private set; }

    /// <summary>
    /// The files with the vectors of all chunks, in their order. A file with a document that can't be embedded says so, and is to be looked into
    /// again.
    /// </summary>
    public async Task<IReadOnlyList<FileUpdate>> CompleteAsync(IReadOnlyList<FileUpdate> files, CancellationToken cancellationToken)
    {
        var known = await index.FindAsync(files.Where(file => file.Documents is not null).SelectMany(file => file.File.Documents).SelectMany(document => document.ChunkHashes), cancellationToken);
        var chunks = new Dictionary<string, KnowledgeChunk>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Documents is not null))
        {
            await foreach (var chunk in WithKnownVectorsAsync(file, known, cancellationToken))
            {
                chunks[chunk.Key] = chunk;
            }
        }

        // In slices, so that a document of thousands of chunks doesn't need all its vectors twice.
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slice in chunks.Values.Where(chunk => chunk.Embedding.IsEmpty).Chunk(IngestionPipeline.ChunksPerBatch).ToList())
        {
            var (embedded, failed) = await _encoder.EmbedAsync([.. slice.Where(chunk => !failures.ContainsKey(chunk.DocumentId))], cancellationToken);
            foreach (var chunk in embedded)
            {
                chunks[chunk.Key] = chunk;
                Embedded++;
            }

            foreach (var (document, reason) in failed)
            {
                failures[document] = reason;
            }
        }

        return [.. files.Select(file => Complete(file, chunks, failures))];
    }

    private static FileUpdate Complete(FileUpdate file, Dictionary<string, KnowledgeChunk> chunks, Dictionary<string, string> failures)
    {
        if (file.Documents is null)
        {
            return file;
        }

        var embedded = file.Documents.Where(document => !failures.ContainsKey(document.Document.Id));
        var complete = file with { Documents = [.. embedded.Select(document => document with { Chunks = [.. document.Chunks.Select(chunk => chunks[chunk.Key])] })] };
        return complete.Documents.Count == file.Documents.Count ? complete : complete with
        {
            // Without the hash the next run looks into the file again.
            File = file.File with
            {
                Hash = null,
                Documents = [.. file.File.Documents.Select(document =>
                    failures.GetValueOrDefault(document.Id) is { } reason ? new IndexedDocument { Id = document.Id, Failure = reason } : document)],
            },
        };
    }

    private async IAsyncEnumerable<KnowledgeChunk> WithKnownVectorsAsync(
        FileUpdate file,
        IReadOnlyDictionary<ContentHash, KnowledgeChunk> known,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hashes = file.File.Documents.ToDictionary(document => document.Id, document => document.ChunkHashes, StringComparer.Ordinal);
        foreach (var (position, document) in file.Documents!.Index())
        {
            // A renamed file that has its title from its name has other hashes, but keeps its vectors: the text is the same.
            var old = file.RenamedFrom?.Documents.Where(entry => entry.Failure is null).ElementAtOrDefault(position) is { } entry
                ? await index.ChunksAsync(entry, cancellationToken)
                : null;
            foreach (var chunk in document.Chunks)
            {
                yield return known.GetValueOrDefault(hashes[document.Document.Id][chunk.Index]) is { } same ? WithVectors(chunk, same)
                    : old?.GetValueOrDefault(chunk.Index) is { } before && before.Text == chunk.Text && before.SentenceOffsets.SequenceEqual(chunk.SentenceOffsets) ? WithVectors(chunk, before)
                    : chunk;
            }
        }
    }

    private static KnowledgeChunk WithVectors(KnowledgeChunk chunk, KnowledgeChunk source) => chunk with
    {
        Embedding = source.Embedding,
        SentenceEmbeddings = source.SentenceEmbeddings,
    };
}
