using System.Text.Json.Serialization;
using BotQA.Knowledge.Citations;

namespace BotQA.Json;

/// <summary>A quote in JSON.</summary>
/// <param name="Number">The marker's number, from 1.</param>
/// <param name="Document">The id of the source.</param>
/// <param name="Title">The title of the source.</param>
/// <param name="Section">The heading path, or null.</param>
/// <param name="Page">The page from 1, or null for a source without pages.</param>
/// <param name="Quote">The source's characters, unchanged.</param>
/// <param name="Start">The UTF-16 offset of the first character in the source's canonical text.</param>
/// <param name="End">The offset after the last one.</param>
/// <param name="Slide">The slide from 1; left out outside presentations.</param>
/// <param name="Sheet">The name of the sheet; left out outside workbooks.</param>
/// <param name="Row">The row of the sheet or table from 1; left out outside of rows.</param>
internal sealed record CitationJson(
    int Number, string Document, string Title, string? Section, int? Page, string Quote, int Start, int End,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Slide,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sheet,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row)
{
    public static CitationJson Of(Citation citation) => new(
        citation.Number, citation.DocumentId, citation.Title, citation.Section, citation.Place?.Page, citation.Quote, citation.Span.Start, citation.Span.End,
        citation.Place?.Slide, citation.Place?.Sheet, citation.Place?.Row);
}
