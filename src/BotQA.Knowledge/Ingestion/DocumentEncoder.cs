using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Makes the chunks of documents, those of an index and those of a document that is searched without being indexed, such as one that a user sent in a chat.</summary>
/// <param name="chunker">Cuts the text.</param>
/// <param name="encoder">Embeds the chunks.</param>
public sealed class DocumentEncoder(IDocumentChunker chunker, IPassageEncoder encoder)
{
    /// <summary>Why a document without a chunk can't be used.</summary>
    internal const string NoText = "It holds no text to search. Add text, or take it out of the folder.";

    /// <summary>Chunks a document. This is quick; embedding takes some hundred times as long.</summary>
    public IReadOnlyList<Chunk> Chunk(Document document) => chunker.Chunk(document);

    /// <summary>Embeds chunks of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="chunks">What <see cref="Chunk"/> gave for it.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <returns>The chunks as they are searched, in their order.</returns>
    public Task<IReadOnlyList<KnowledgeChunk>> EncodeAsync(Document document, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(chunks);
        return EmbedAsync([.. chunks.Select(chunk => ToRecord(document, chunk))], cancellationToken);
    }

    /// <summary>The chunks of a document as they are stored, without vectors; none for a document without text.</summary>
    internal IReadOnlyList<KnowledgeChunk> Cut(Document document) => [.. chunker.Chunk(document).Select(chunk => ToRecord(document, chunk))];

    /// <summary>Stored chunks with their vectors, in their order.</summary>
    internal async Task<IReadOnlyList<KnowledgeChunk>> EmbedAsync(IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        var embeddings = await encoder.EncodeAsync([.. chunks.Select(ToInput)], cancellationToken);
        return [.. chunks.Zip(embeddings, (chunk, embedding) => chunk with
        {
            SentenceEmbeddings = SentenceEmbeddingCodec.Encode(embedding.Sentences),
            Embedding = embedding.Passage,
        })];
    }

    private static KnowledgeChunk ToRecord(Document document, Chunk chunk) => new()
    {
        Key = KnowledgeChunk.KeyOf(document.Id, chunk.Index),
        DocumentId = document.Id,
        Index = chunk.Index,
        Title = document.Title,
        Section = chunk.Section,
        Text = chunk.Text,
        Start = chunk.Span.Start,
        End = chunk.Span.End,
        SentenceOffsets = [.. chunk.Sentences.SelectMany(sentence => new[] { sentence.Start, sentence.End })],
    };

    // What is embedded of a chunk is its text, headed by title and heading path.
    private static PassageInput ToInput(KnowledgeChunk chunk) => new(
        chunk.Section.Length == 0 ? chunk.Title : $"{chunk.Title} > {chunk.Section}",
        chunk.Text,
        [.. chunk.SentenceOffsets.Chunk(2).Select(sentence => new TextSpan(sentence[0] - chunk.Start, sentence[1] - chunk.Start))]);
}
