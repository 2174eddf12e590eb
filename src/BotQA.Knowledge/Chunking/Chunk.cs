using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>A passage of a document, made of whole sentences, that is embedded and retrieved as one.</summary>
public sealed record Chunk
{
    /// <summary>The <see cref="Document.Id"/> of the document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The position among the document's chunks, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The part of the canonical text the chunk covers.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The characters of <see cref="Span"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The heading path, " > " between headings; empty without headings. Indexed with the text, never quoted.</summary>
    public required string Section { get; init; }

    /// <summary>The sentences within <see cref="Span"/>, as spans of the canonical text, in order.</summary>
    public required IReadOnlyList<TextSpan> Sentences { get; init; }

    /// <summary>The length of <see cref="Text"/> in the model's tokens, without the special ones.</summary>
    public required int TokenCount { get; init; }
}
