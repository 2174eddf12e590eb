using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Makes the chunks of a document that is searched without being indexed, such as one that a user sent in a chat.</summary>
/// <param name="chunker">Cuts the text.</param>
/// <param name="encoder">Embeds the chunks.</param>
public sealed class DocumentEncoder(IDocumentChunker chunker, IPassageEncoder encoder)
{
    /// <summary>Chunks a document. This is quick; embedding takes some hundred times as long.</summary>
    public IReadOnlyList<Chunk> Chunk(Document document) => chunker.Chunk(document);

    /// <summary>Embeds chunks of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="chunks">What <see cref="Chunk"/> gave for it.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <returns>The chunks as they are searched, in their order.</returns>
    public async Task<IReadOnlyList<KnowledgeChunk>> EncodeAsync(Document document, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(chunks);
        var embeddings = await encoder.EncodeAsync([.. chunks.Select(chunk => ToInput(document, chunk))], cancellationToken);
        return [.. chunks.Zip(embeddings, (chunk, embedding) => ToRecord(document, chunk, embedding))];
    }

    /// <summary>What is embedded of a chunk: its text, headed by title and heading path.</summary>
    internal static PassageInput ToInput(Document document, Chunk chunk) => new(
        chunk.Section.Length == 0 ? document.Title : $"{document.Title} > {chunk.Section}",
        chunk.Text,
        [.. chunk.Sentences.Select(sentence => new TextSpan(sentence.Start - chunk.Span.Start, sentence.End - chunk.Span.Start))]);

    /// <summary>A chunk as it is stored.</summary>
    internal static KnowledgeChunk ToRecord(Document document, Chunk chunk, PassageEmbedding embedding) => new()
    {
        Key = $"{document.Id}#{chunk.Index}",
        DocumentId = document.Id,
        Index = chunk.Index,
        Title = document.Title,
        Section = chunk.Section,
        Text = chunk.Text,
        Start = chunk.Span.Start,
        End = chunk.Span.End,
        SentenceOffsets = [.. chunk.Sentences.SelectMany(sentence => new[] { sentence.Start, sentence.End })],
        SentenceEmbeddings = SentenceEmbeddingCodec.Encode(embedding.Sentences),
        Embedding = embedding.Passage,
    };
}
