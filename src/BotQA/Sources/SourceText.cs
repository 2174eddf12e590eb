using System.Net;
using System.Text;
using BotQA.Knowledge.Documents;

namespace BotQA.Sources;

/// <summary>Writes a canonical text as headings and paragraphs, every character of it encoded.</summary>
internal static class SourceText
{
    private const int FirstHeadingLevel = 2;
    private const int LastHeadingLevel = 6;

    /// <summary>Appends the text of a document but for the title it begins with, with <paramref name="quote"/> in <c>mark</c> elements, the first of which is the anchor.</summary>
    public static void Append(StringBuilder html, Document document, TextSpan? quote)
    {
        var headings = document.Sections
            .Where(section => section.HeadingPath.Count > 0)
            .GroupBy(section => section.Span.Start)
            .ToDictionary(group => group.Key, group => group.Last().HeadingPath.Count);
        var anchored = false;
        foreach (var block in Blocks(document.Text, headings).SkipWhile(block => IsTitle(document, block, quote)))
        {
            var tag = headings.TryGetValue(block.Start, out var depth) ? $"h{Math.Min(FirstHeadingLevel + depth - 1, LastHeadingLevel)}" : "p";
            html.Append('<').Append(tag).Append('>');
            anchored |= AppendBlock(html, document.Text, block, quote, anchored);
            html.Append("</").Append(tag).Append(">\n");
        }
    }

    // The page has the title above the text already.
    private static bool IsTitle(Document document, TextSpan block, TextSpan? quote) =>
        document.Text.AsSpan(block.Start, block.Length).Trim().SequenceEqual(document.Title) && quote?.Overlaps(block) != true;

    // A heading is a block of its own; other blocks end at a blank line or before a heading.
    private static IEnumerable<TextSpan> Blocks(string text, Dictionary<int, int> headings)
    {
        var start = -1;
        var end = 0;
        foreach (var line in Lines(text))
        {
            var isHeading = headings.ContainsKey(line.Start);
            var isBlank = text.AsSpan(line.Start, line.Length).IsWhiteSpace();
            if (start >= 0 && (isHeading || isBlank))
            {
                yield return new TextSpan(start, end);
                start = -1;
            }

            if (isHeading && !isBlank)
            {
                yield return line;
            }
            else if (!isBlank)
            {
                start = start < 0 ? line.Start : start;
                end = line.End;
            }
        }

        if (start >= 0)
        {
            yield return new TextSpan(start, end);
        }
    }

    private static IEnumerable<TextSpan> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return new TextSpan(start, end);
            start = end + 1;
        }
    }

    private static bool AppendBlock(StringBuilder html, string text, TextSpan block, TextSpan? quote, bool anchored)
    {
        if (quote is not { } span || !block.Overlaps(span))
        {
            html.Append(Encode(text, block.Start, block.End));
            return false;
        }

        var (start, end) = (Math.Max(block.Start, span.Start), Math.Min(block.End, span.End));
        html.Append(Encode(text, block.Start, start));
        html.Append(anchored ? "<mark>" : $"<mark id=\"{SourcePage.QuoteAnchor}\">");
        html.Append(Encode(text, start, end)).Append("</mark>");
        html.Append(Encode(text, end, block.End));
        return true;
    }

    private static string Encode(string text, int start, int end) => WebUtility.HtmlEncode(text[start..end]);
}
