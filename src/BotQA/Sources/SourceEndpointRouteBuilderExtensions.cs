using System.Text;
using BotQA.Knowledge.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotQA.Sources;

/// <summary>Maps the source viewer.</summary>
internal static class SourceEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>GET /sources/{document}</c>: the document as a page with the quote of the link marked. 403 without a link made by
    /// <see cref="ISourceLinks"/>, or with one that has expired; 404 when the document is gone.
    /// </summary>
    public static void MapSources(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet($"{SourceLinks.Path}/{{**document}}", Show);

    private static IResult Show(
        string? document, [FromQuery(Name = SourceLinks.TokenParameter)] string? token, [FromServices] SourceTokens tokens, [FromServices] IDocumentCatalog catalog, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = SourcePage.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";

        if (!tokens.TryUnprotect(token, out var reference) || reference.DocumentId != document)
        {
            return Page(
                SourcePage.Message("This link doesn't open a document", "It is incomplete or has expired. Ask the bot again for a fresh one."),
                StatusCodes.Status403Forbidden);
        }

        return catalog.TryGet(reference.DocumentId, out var found)
            ? Page(SourcePage.Of(found, reference.Fits(found) ? reference.Span : null), StatusCodes.Status200OK)
            : Page(SourcePage.Message("The document is gone", "It was quoted once, but is no longer among the documents."), StatusCodes.Status404NotFound);
    }

    private static IResult Page(string html, int status) => Results.Text(html, "text/html", Encoding.UTF8, status);
}
