using System.Globalization;
using BotQA.Bot;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Sources;

/// <inheritdoc/>
internal sealed class SourceLinks(SourceTokens tokens, IDocumentCatalog catalog, PublicAddress address) : ISourceLinks
{
    /// <summary>Where the viewer is mapped.</summary>
    public const string Path = "/sources";

    /// <summary>The query parameter of the token.</summary>
    public const string TokenParameter = "t";

    /// <inheritdoc/>
    public Uri? Create(Citation citation)
    {
        if (address.Get() is not { } origin || !catalog.TryGet(citation.DocumentId, out var document))
        {
            return null;
        }

        var token = tokens.Protect(new SourceReference(document.Id, citation.Span, SourceReference.FingerprintOf(document.Text)));
        return new Uri($"{origin.AbsoluteUri.TrimEnd('/')}{Path}/{Escaped(document.Id)}?{TokenParameter}={token}#{SourcePage.QuoteAnchor}");
    }

    /// <summary>The link from the viewer to the file, at the page of the quote; it grants what the viewer's own link does.</summary>
    /// <param name="request">The request for the viewer, from whose address the link leads on wherever a proxy put it.</param>
    /// <param name="document">The document.</param>
    /// <param name="token">The token of the request.</param>
    /// <param name="quote">The quote, or null when it isn't in the text any more.</param>
    public static string ToOriginal(HttpRequest request, Document document, string token, TextSpan? quote)
    {
        // Relative to the page: up from the document's folders and from the viewer's path.
        var up = string.Concat(Enumerable.Repeat("../", request.Path.Value!.Count(c => c == '/') - 1));
        var page = quote is { } span && document.PlaceAt(span.Start)?.Page is { } number ? string.Create(CultureInfo.InvariantCulture, $"#page={number}") : "";
        return $"{up}{OriginalFiles.Path[1..]}/{Escaped(document.Id)}?{TokenParameter}={Uri.EscapeDataString(token)}{page}";
    }

    private static string Escaped(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
