using System.Net;
using System.Security.Cryptography;
using System.Text;
using BotQA.Knowledge.Documents;
using BotQA.Uploads;

namespace BotQA.Sources;

/// <summary>Writes documents as HTML pages without a script.</summary>
internal static class SourcePage
{
    /// <summary>The anchor of the quote.</summary>
    public const string QuoteAnchor = "quote";

    private const string Style = """
        :root{color-scheme:light dark;--text:#1d2926;--page:#fffdf8;--soft:#5a6661;--line:#e2dccd;--mark:#ffe27a;--accent:#0b5d54}
        @media(prefers-color-scheme:dark){:root{--text:#ece7db;--page:#191f24;--soft:#a3aca6;--line:#2a3238;--mark:#7a661a;--accent:#8ad8c9}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",sans-serif}
        header,main{max-width:46rem;margin:0 auto;padding:1rem 1.25rem}
        header{border-bottom:1px solid var(--line);padding-top:1.5rem}
        h1{font:600 1.75rem/1.2 "Iowan Old Style","Palatino Linotype",Palatino,Georgia,"DejaVu Serif",serif;margin:0 0 .25rem}
        h2,h3,h4,h5,h6{line-height:1.3;margin:2rem 0 .5rem}
        h2{font-size:1.3rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1.0625rem}
        p{margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
        h1,h2,h3,h4,h5,h6{overflow-wrap:anywhere}
        .about{color:var(--soft);font-size:.9rem;margin:0 0 .5rem}
        .notice{border-left:.25rem solid var(--accent);padding:.5rem .75rem;margin:1rem 0;white-space:normal}
        a{color:var(--accent)}
        mark{background:var(--mark);color:inherit;border-radius:.15rem;padding:.1em 0;box-decoration-break:clone;-webkit-box-decoration-break:clone;scroll-margin:30vh}
        main{padding-bottom:40vh}
        @media print{main{padding-bottom:0}}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>The policy under which the pages are shown: their own style sheet and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A page with the whole document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="quote">What is highlighted, or null for a document that has changed since it was quoted.</param>
    /// <param name="original">The link to the file itself, or null where a browser doesn't show it.</param>
    public static string Of(Document document, TextSpan? quote, string? original = null)
    {
        var body = new StringBuilder();
        body.Append("<header><h1>").Append(WebUtility.HtmlEncode(document.Title)).Append("</h1>");
        body.Append("<p class=\"about\">").Append(WebUtility.HtmlEncode(UploadedFile.Readable(document.Id)));
        if (quote is { } span && document.PlaceAt(span.Start) is { } place)
        {
            body.Append(", ").Append(WebUtility.HtmlEncode(string.Join(", ", place.Words)));
        }

        body.Append(quote is null
            ? "</p><p class=\"notice\">This document has changed since it was quoted, so the quote is not marked here.</p>"
            : $" · <a href=\"#{QuoteAnchor}\">Go to the quote</a></p>");
        if (original is not null)
        {
            body.Append("<p class=\"about\"><a href=\"").Append(WebUtility.HtmlEncode(original)).Append("\">Open the file itself</a></p>");
        }

        body.Append("</header><main>");
        SourceText.Append(body, document, quote);
        body.Append("</main>");
        return Page(document.Title, body.ToString());
    }

    /// <summary>A page that says why there is no document.</summary>
    public static string Message(string title, string text) => Page(
        title, $"<header><h1>{WebUtility.HtmlEncode(title)}</h1></header><main><p>{WebUtility.HtmlEncode(text)}</p></main>");

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>{body}</body>
        </html>
        """;
}
