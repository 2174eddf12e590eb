using System.Text;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotQA.Sources;

/// <summary>Maps the source viewer.</summary>
internal static class SourceEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>GET /sources/{document}</c>: the document as a page with the quote of the link marked, and <c>GET /originals/{document}</c>:
    /// the file itself, for formats that a browser shows. 403 without a link made by <see cref="ISourceLinks"/>, or with one that has
    /// expired; 404 when the document is gone.
    /// </summary>
    public static void MapSources(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"{SourceLinks.Path}/{{**document}}", Show);
        endpoints.MapGet($"{OriginalFiles.Path}/{{**document}}", ShowOriginal);
    }

    private static IResult Show(
        string? document,
        [FromQuery(Name = SourceLinks.TokenParameter)] string? token,
        [FromServices] SourceTokens tokens,
        [FromServices] IDocumentCatalog catalog,
        [FromServices] OriginalFiles originals,
        HttpRequest request)
    {
        Protect(request.HttpContext.Response);
        if (!tokens.TryUnprotect(token, out var reference) || reference.DocumentId != document)
        {
            return Forbidden();
        }

        if (!catalog.TryGet(reference.DocumentId, out var found))
        {
            return Gone();
        }

        TextSpan? quote = reference.Fits(found) ? reference.Span : null;
        var original = originals.Has(found.Id) ? SourceLinks.ToOriginal(request, found, token!, quote) : null;
        return Page(SourcePage.Of(found, quote, original), StatusCodes.Status200OK);
    }

    private static IResult ShowOriginal(
        string? document,
        [FromQuery(Name = SourceLinks.TokenParameter)] string? token,
        [FromServices] SourceTokens tokens,
        [FromServices] IDocumentCatalog catalog,
        [FromServices] OriginalFiles originals,
        HttpResponse response)
    {
        Protect(response);
        if (!tokens.TryUnprotect(token, out var reference) || reference.DocumentId != document)
        {
            return Forbidden();
        }

        if (!catalog.TryGet(reference.DocumentId, out _) || originals.PathOf(reference.DocumentId) is not { } path)
        {
            return Gone();
        }

        response.Headers.ContentSecurityPolicy = OriginalFiles.ContentSecurityPolicy;
        response.Headers.ContentDisposition = "inline";
        return Results.File(path, OriginalFiles.ContentType, enableRangeProcessing: true);
    }

    private static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = SourcePage.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static IResult Forbidden() => Page(
        SourcePage.Message("This link doesn't open a document", "It is incomplete or has expired. Ask the bot again for a fresh one."),
        StatusCodes.Status403Forbidden);

    private static IResult Gone() =>
        Page(SourcePage.Message("The document is gone", "It was quoted once, but is no longer among the documents."), StatusCodes.Status404NotFound);

    private static IResult Page(string html, int status) => Results.Text(html, "text/html", Encoding.UTF8, status);
}
