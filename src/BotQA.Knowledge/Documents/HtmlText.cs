using System.Net;
using System.Text;

namespace BotQA.Knowledge.Documents;

/// <summary>The text of the HTML that Markdown files may hold.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
    };

    private static readonly HashSet<string> Cells = new(StringComparer.OrdinalIgnoreCase) { "td", "th" };

    /// <summary>The text of a block of HTML, a line for each of its blocks, without blank lines.</summary>
    public static string OfBlock(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length;)
        {
            if (html[i] != '<')
            {
                var next = html.IndexOf('<', i);
                next = next < 0 ? html.Length : next;
                text.Append(WebUtility.HtmlDecode(html[i..next]));
                i = next;
                continue;
            }

            var name = TagName(html.AsSpan(i));
            text.Append(Lines.Contains(name) ? "\n" : Cells.Contains(name) ? " " : "");
            i = End(html, i, name);
        }

        return string.Join('\n', text.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether an inline tag breaks the line.</summary>
    public static bool IsLineBreak(string tag) => TagName(tag).Equals("br", StringComparison.OrdinalIgnoreCase);

    private static string TagName(ReadOnlySpan<char> tag)
    {
        var name = tag[1..].TrimStart('/');
        var end = 0;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
        {
            end++;
        }

        return name[..end].ToString();
    }

    /// <summary>The offset after a tag or comment; for a script or style, after its content.</summary>
    private static int End(string html, int start, string name)
    {
        var close = html.AsSpan(start).StartsWith("<!--", StringComparison.Ordinal) ? "-->"
            : html[Math.Min(start + 1, html.Length - 1)] != '/' && name.ToUpperInvariant() is "SCRIPT" or "STYLE" ? $"</{name}>"
            : ">";
        var end = html.IndexOf(close, start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end + close.Length;
    }
}
