using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Gives chunks their vectors: those that the index knows for the same content, else new ones.</summary>
internal sealed class VectorReuse(FolderIndex index, DocumentEncoder encoder)
{
    /// <summary>The chunks that had to be embedded so far.</summary>
    public int Embedded { get; private set; }

    /// <summary>The documents of files with the vectors of all chunks, in the order of the files; null where a file has none to complete.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<StoredDocument>?>> CompleteAsync(IReadOnlyList<FileUpdate> files, CancellationToken cancellationToken)
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
        foreach (var slice in chunks.Values.Where(chunk => chunk.Embedding.IsEmpty).Chunk(IngestionPipeline.ChunksPerBatch).ToList())
        {
            foreach (var chunk in await encoder.EmbedAsync(slice, cancellationToken))
            {
                chunks[chunk.Key] = chunk;
                Embedded++;
            }
        }

        return [.. files.Select(file => (IReadOnlyList<StoredDocument>?)file.Documents?.Select(document =>
            document with { Chunks = [.. document.Chunks.Select(chunk => chunks[chunk.Key])] }).ToList())];
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
