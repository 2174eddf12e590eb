using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion.Folders;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>A file of the folder as a block of the snapshot: what is known of it, its documents, and their chunks with the vectors.</summary>
internal static class FileBlock
{
    public static void Write(BlockWriter writer, IndexedFile file, IReadOnlyList<StoredDocument> documents)
    {
        writer.Text(file.Id);
        WriteStamp(writer, file);
        writer.Value(file.Indexed.Ticks);
        writer.Value(file.Hash is not null);
        writer.Value(file.Hash.GetValueOrDefault());
        writer.Value(file.Reading);
        writer.List(file.Documents, document =>
        {
            writer.Text(document.Id);
            writer.Text(document.Failure);
            writer.Values<ContentHash>([.. document.ChunkHashes]);
        });
        var chunks = documents.SelectMany(document => document.Chunks).ToList();
        writer.Joined([.. chunks.Select(chunk => chunk.Embedding)]);
        writer.Joined([.. chunks.Select(chunk => chunk.SentenceEmbeddings)]);
        writer.List(documents, document =>
        {
            WriteDocument(writer, document.Document);
            writer.List(document.Chunks, chunk => WriteChunk(writer, chunk));
        });
    }

    /// <summary>The part of a block that a new stamp replaces; <see cref="StampOffset"/> says where it is.</summary>
    public static void WriteStamp(BlockWriter writer, IndexedFile file)
    {
        writer.Value(file.Stamp.Size);
        writer.Value(file.Stamp.Modified.Ticks);
        writer.Value(file.IsStampTrusted);
    }

    /// <summary>Where the stamp begins after the id.</summary>
    public static int StampOffset(string id) => sizeof(bool) + sizeof(int) + (id.Length * sizeof(char));

    /// <summary>Reads a block.</summary>
    /// <param name="reader">The block, after its kind.</param>
    /// <param name="memory">Keeps the sentences' embeddings.</param>
    /// <param name="take">Offered each chunk; those that it takes are given without their vectors.</param>
    public static (IndexedFile File, IReadOnlyList<StoredDocument> Documents) Read(BlockReader reader, ByteArena memory, TakeChunk take)
    {
        var id = reader.Text()!;
        var stamp = new FileStamp(reader.Value<long>(), new DateTime(reader.Value<long>(), DateTimeKind.Utc));
        var isTrusted = reader.Value<bool>();
        var indexed = new DateTimeOffset(reader.Value<long>(), TimeSpan.Zero);
        var hasHash = reader.Value<bool>();
        var hash = reader.Value<ContentHash>();
        var reading = reader.Value<ContentHash>();
        var entries = reader.List((ref r) => (Id: r.Text()!, Failure: r.Text(), Hashes: r.Values<ContentHash>()));
        var vectors = reader.Span<float>();
        var sentences = memory.Copy(reader.Span<byte>());
        var documents = reader.List((ref r) => ReadDocument(ref r, NextSentences));
        var byId = documents.ToDictionary(document => document.Document.Id, document => document.Document, StringComparer.Ordinal);
        var file = new IndexedFile
        {
            Id = id,
            Stamp = stamp,
            IsStampTrusted = isTrusted,
            Indexed = indexed,
            Hash = hasHash ? hash : null,
            Reading = reading,
            Documents = [.. entries.Select(entry => new IndexedDocument
            {
                Id = entry.Id,
                Title = byId.GetValueOrDefault(entry.Id)?.Title ?? "",
                Characters = byId.GetValueOrDefault(entry.Id)?.Text.Length ?? 0,
                Failure = entry.Failure,
                ChunkHashes = entry.Hashes,
            })],
        };
        Offer([.. documents.Select(document => document.Chunks)], [.. entries.SelectMany(entry => entry.Hashes)], vectors, take);
        return (file, [.. documents.Select(document => new StoredDocument(document.Document, document.Chunks))]);

        ReadOnlyMemory<byte> NextSentences(int bytes)
        {
            var next = sentences[..bytes];
            sentences = sentences[bytes..];
            return next;
        }
    }

    // Only once the whole block was understood, so that no chunk is taken whose document is not.
    private static void Offer(KnowledgeChunk[][] documents, ContentHash[] contents, ReadOnlySpan<float> vectors, TakeChunk take)
    {
        var dimensions = contents.Length == 0 ? 0 : vectors.Length / contents.Length;
        var next = 0;
        foreach (var chunks in documents)
        {
            for (var i = 0; i < chunks.Length; i++, next++)
            {
                var vector = vectors.Slice(next * dimensions, dimensions);
                if (!take(chunks[i], contents[next], vector))
                {
                    chunks[i] = chunks[i] with { Embedding = vector.ToArray() };
                }
            }
        }
    }

    private static void WriteDocument(BlockWriter writer, Document document)
    {
        writer.Text(document.Id);
        writer.Text(document.Title);
        writer.Text(document.Text);
        writer.Text(document.Author);
        writer.Text(document.Language);
        writer.Time(document.Created);
        writer.Time(document.Modified);
        writer.List(document.Sections, section =>
        {
            writer.List(section.HeadingPath, writer.Text);
            writer.Value(section.Span);
        });
        writer.List(document.Places, place =>
        {
            writer.Value(place.Span);
            writer.Value(place.Page ?? 0);
            writer.Value(place.Slide ?? 0);
            writer.Text(place.Sheet);
            writer.Value(place.Row ?? 0);
        });
    }

    private static (Document Document, KnowledgeChunk[] Chunks) ReadDocument(ref BlockReader reader, Func<int, ReadOnlyMemory<byte>> nextSentences)
    {
        var document = new Document
        {
            Id = reader.Text()!,
            Title = reader.Text()!,
            Text = reader.Text()!,
            Author = reader.Text(),
            Language = reader.Text(),
            Created = reader.Time(),
            Modified = reader.Time(),
            Sections = reader.List((ref r) => new Section(r.List((ref h) => h.Text()!), r.Value<TextSpan>())),
            Places = reader.List((ref r) => new DocumentPlace(r.Value<TextSpan>())
            {
                Page = Number(r.Value<int>()),
                Slide = Number(r.Value<int>()),
                Sheet = r.Text(),
                Row = Number(r.Value<int>()),
            }),
        };
        return (document, reader.List((ref r) => ReadChunk(ref r, document, nextSentences)));
    }

    private static void WriteChunk(BlockWriter writer, KnowledgeChunk chunk)
    {
        writer.Value(chunk.Index);
        writer.Value(chunk.Start);
        writer.Value(chunk.End);
        writer.Text(chunk.Section);
        writer.Values<int>([.. chunk.SentenceOffsets]);
        writer.Value(chunk.SentenceEmbeddings.Length);
    }

    private static KnowledgeChunk ReadChunk(ref BlockReader reader, Document document, Func<int, ReadOnlyMemory<byte>> nextSentences)
    {
        var index = reader.Value<int>();
        var span = new TextSpan(reader.Value<int>(), reader.Value<int>());
        return new KnowledgeChunk
        {
            Key = KnowledgeChunk.KeyOf(document.Id, index),
            DocumentId = document.Id,
            Index = index,
            Title = document.Title,
            Text = span.Of(document.Text),
            Start = span.Start,
            End = span.End,
            Section = reader.Text()!,
            SentenceOffsets = reader.Values<int>(),
            SentenceEmbeddings = nextSentences(reader.Value<int>()),
        };
    }

    // Pages, slides and rows are counted from 1.
    private static int? Number(int number) => number == 0 ? null : number;
}
