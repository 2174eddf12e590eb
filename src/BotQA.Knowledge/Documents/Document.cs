namespace BotQA.Knowledge.Documents;

/// <summary>A source of answers: a text and what is known about it. Every quote is a span of <see cref="Text"/>.</summary>
public sealed record Document
{
    /// <summary>
    /// The stable name: for a file its path relative to the knowledge folder, with forward slashes; for an attachment that of the file it
    /// is in, a slash and its own name.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The title a person would use.</summary>
    public required string Title { get; init; }

    /// <summary>The canonical text; all spans refer to it.</summary>
    public required string Text { get; init; }

    /// <summary>The sections in the order of the text, not overlapping; empty when the text has no headings.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>Pages, slides or rows in the order of the text, not overlapping; empty for a source without such.</summary>
    public IReadOnlyList<DocumentPlace> Places { get; init; } = [];

    /// <summary>Who wrote it, or null when the source doesn't say.</summary>
    public string? Author { get; init; }

    /// <summary>When it was written or sent, or null when the source doesn't say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed, by its own account; null when the source doesn't say.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The language as a BCP 47 tag such as <c>en</c> or <c>de-AT</c>, or null when the source doesn't say.</summary>
    public string? Language { get; init; }

    /// <summary>The place of a character of the text, or null where there is none.</summary>
    /// <param name="offset">Its UTF-16 offset in <see cref="Text"/>.</param>
    public DocumentPlace? PlaceAt(int offset)
    {
        var (low, high) = (0, Places.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = Places[middle].Span;
            if (offset < span.Start)
            {
                high = middle - 1;
            }
            else if (offset >= span.End)
            {
                low = middle + 1;
            }
            else
            {
                return Places[middle];
            }
        }

        return null;
    }
}
