using BotQA.Bot;
using BotQA.Knowledge.Citations;
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
        var path = string.Join('/', document.Id.Split('/').Select(Uri.EscapeDataString));
        return new Uri($"{origin.AbsoluteUri.TrimEnd('/')}{Path}/{path}?{TokenParameter}={token}#{SourcePage.QuoteAnchor}");
    }
}
