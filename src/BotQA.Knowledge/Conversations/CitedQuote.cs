using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Conversations;

/// <summary>A quote that was shown in a conversation.</summary>
/// <param name="DocumentId">The id of its document.</param>
/// <param name="Title">The title of the document.</param>
/// <param name="Quote">The document's characters, as they were then.</param>
/// <param name="Start">The UTF-16 offset of the first character in the document's canonical text.</param>
public sealed record CitedQuote(string DocumentId, string Title, string Quote, int Start)
{
    /// <summary>The quote of a citation.</summary>
    public static CitedQuote Of(Citation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return new CitedQuote(citation.DocumentId, citation.Title, citation.Quote, citation.Span.Start);
    }

    /// <summary>The place of the quote in the document's canonical text.</summary>
    internal TextSpan Span => new(Start, Start + Quote.Length);

    /// <summary>The citation anew, under a number; null when the document is gone or has other words there by now.</summary>
    internal Citation? ToCitation(int number, IDocumentCatalog catalog)
    {
        return catalog.TryGet(DocumentId, out var document) && Span.IsWithin(document.Text) && Span.Of(document.Text) == Quote
            ? Citation.Of(number, document, Span)
            : null;
    }
}
