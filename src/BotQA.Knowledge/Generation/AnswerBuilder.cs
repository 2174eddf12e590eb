using System.Globalization;
using System.Text;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Generation;

/// <summary>Puts verified sentences together to an answer. Markers are numbered in the order of the text, so that what is there never changes.</summary>
internal sealed class AnswerBuilder(IDocumentCatalog catalog)
{
    private readonly StringBuilder _text = new();
    private readonly List<Citation> _citations = [];

    /// <summary>The text so far, with markers.</summary>
    public string Text => _text.ToString();

    /// <summary>The quotes so far.</summary>
    public IReadOnlyList<Citation> Citations => [.. _citations];

    /// <summary>Adds a sentence with the quotes that support it.</summary>
    /// <returns>False when the documents of the quotes are no longer there; then nothing is added.</returns>
    public bool TryAdd(GeneratedSentence sentence, IReadOnlyList<SupportingQuote> quotes)
    {
        var numbers = quotes.Select(NumberOf).OfType<int>().Distinct().ToList();
        if (numbers.Count == 0)
        {
            return false;
        }

        Append(sentence, sentence.Text);
        foreach (var number in numbers)
        {
            _text.Append(CultureInfo.InvariantCulture, $" [{number}]");
        }

        return true;
    }

    /// <summary>Adds quotes in the place of a sentence, but for those that the reader sees already.</summary>
    /// <returns>False when nothing was added.</returns>
    public bool TryQuote(GeneratedSentence sentence, IReadOnlyList<SupportingQuote> quotes)
    {
        var length = _text.Length;
        foreach (var quote in quotes.Where(quote => Shown(quote) is null))
        {
            if (NumberOf(quote) is { } number)
            {
                Append(sentence, string.Create(CultureInfo.InvariantCulture, $"“{quote.Text}” [{number}]"));
            }
        }

        return _text.Length > length;
    }

    private void Append(GeneratedSentence sentence, string text) =>
        _text.Append(_text.Length == 0 ? "" : sentence.StartsParagraph ? "\n\n" : " ").Append(text);

    private Citation? Shown(SupportingQuote quote) =>
        _citations.Find(citation => citation.DocumentId == quote.Chunk.DocumentId && citation.Span.Contains(quote.Span));

    private int? NumberOf(SupportingQuote quote)
    {
        var known = Shown(quote);
        if (known is not null)
        {
            return known.Number;
        }

        // The document may have changed since the passage was found.
        if (!catalog.TryGet(quote.Chunk.DocumentId, out var document) || !quote.Span.IsWithin(document.Text) || quote.Span.Of(document.Text) != quote.Text)
        {
            return null;
        }

        var citation = Citation.Of(_citations.Count + 1, document, quote.Span);
        _citations.Add(citation);
        return citation.Number;
    }
}
