using System.Globalization;
using AngleSharp.Dom;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>What a page says about itself.</summary>
internal sealed class HtmlMetadata
{
    /// <summary>Reads the head of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="content">Its main content.</param>
    public HtmlMetadata(IDocument page, IElement content)
    {
        // The only h1 of the content names it without the site's name that titles tend to end with.
        var headings = content.QuerySelectorAll("h1");
        var heading = headings.Length == 1 ? HtmlTextRenderer.HeadingText(headings[0]) : "";
        var title = page.QuerySelector("head > title")?.TextContent ?? "";
        Title = new[] { heading, Meta(page, "og:title"), title }.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        Author = Meta(page, "author", "article:author", "dc.creator");
        Published = Date(Meta(page, "article:published_time", "date", "dc.date", "dcterms.created"));
        Modified = Date(Meta(page, "article:modified_time", "last-modified", "dcterms.modified"));
        Language = DocumentLanguage.Of(page.DocumentElement?.GetAttribute("lang") ?? page.DocumentElement?.GetAttribute("xml:lang"));
    }

    /// <summary>The title, or null.</summary>
    public string? Title { get; }

    /// <summary>The author, or null.</summary>
    public string? Author { get; }

    /// <summary>When it was published, or null.</summary>
    public DateTimeOffset? Published { get; }

    /// <summary>When it was changed, or null.</summary>
    public DateTimeOffset? Modified { get; }

    /// <summary>The language, or null.</summary>
    public string? Language { get; }

    private static string? Meta(IDocument page, params string[] names)
    {
        foreach (var name in names)
        {
            foreach (var meta in page.QuerySelectorAll("meta"))
            {
                if (name.Equals(meta.GetAttribute("name") ?? meta.GetAttribute("property"), StringComparison.OrdinalIgnoreCase)
                    && meta.GetAttribute("content") is { } content && !string.IsNullOrWhiteSpace(content))
                {
                    return CollapsedText.OnOneLine(content);
                }
            }
        }

        return null;
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
