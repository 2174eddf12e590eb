using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Citations;

/// <summary>
/// A numbered reference to the exact words of a document. It can only be made from a document and a span of it,
/// so its quote is always the document's own text.
/// </summary>
public sealed record Citation
{
    private Citation(int number, Document document, TextSpan span, string? section)
    {
        Number = number;
        DocumentId = document.Id;
        Title = document.Title;
        Section = section;
        Place = document.PlaceAt(span.Start);
        Span = span;
        Quote = span.Of(document.Text);
    }

    /// <summary>The number of the marker <c>[n]</c> in the answer's text, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The <see cref="Document.Id"/> of the source.</summary>
    public string DocumentId { get; }

    /// <summary>The title of the source.</summary>
    public string Title { get; }

    /// <summary>The heading path above the quote, or null without headings.</summary>
    public string? Section { get; }

    /// <summary>The page, slide or row where the quote begins, or null for a source without such.</summary>
    public DocumentPlace? Place { get; }

    /// <summary>Where to look in the source, in words: heading path and place, as in <c>Terms, page 3</c>; null when there is nothing to say.</summary>
    public string? Location
    {
        get
        {
            var words = (Place?.Words ?? []).AsEnumerable();

            // A sheet's name heads its rows already.
            words = Section is null ? words : words.Where(word => word != $"sheet {Section}").Prepend(Place?.Sheet == Section ? $"sheet {Section}" : Section);
            var location = string.Join(", ", words);
            return location.Length > 0 ? location : null;
        }
    }

    /// <summary>The span of the quote in the source's canonical text.</summary>
    public TextSpan Span { get; }

    /// <summary>The source's characters in <see cref="Span"/>, unchanged.</summary>
    public string Quote { get; }

    /// <summary>The same citation under another number.</summary>
    /// <param name="number">The marker's number, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Citation WithNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return this with { Number = number };
    }

    /// <summary>Cites a span of a document.</summary>
    /// <param name="number">The marker's number, at least 1.</param>
    /// <param name="document">The source.</param>
    /// <param name="span">A part of its canonical text that holds more than white space.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1, or the span is not a range of the text.</exception>
    /// <exception cref="ArgumentException">The span holds nothing but white space.</exception>
    public static Citation Of(int number, Document document, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        if (!span.IsWithin(document.Text))
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, $"The span is outside the {document.Text.Length} characters of {document.Id}.");
        }

        if (document.Text.AsSpan(span.Start, span.Length).IsWhiteSpace())
        {
            throw new ArgumentException($"The span {span} of {document.Id} holds no text to quote.", nameof(span));
        }

        var section = document.Sections.LastOrDefault(s => s.Span.Start <= span.Start && span.Start < s.Span.End);
        return new Citation(number, document, span, section is { HeadingPath.Count: > 0 } ? string.Join(" > ", section.HeadingPath) : null);
    }
}
