using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>
/// Reads saved web pages. The canonical text is the main content as a reader sees it, without navigation, banners, footers and forms;
/// headings and items of lists on lines of their own, and each row of a table as a line with the names of its columns. No script runs
/// and nothing is fetched.
/// </summary>
public sealed class HtmlDocumentReader : DocumentReader
{
    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public HtmlDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm", ".xhtml"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var html = HtmlEncoding.Decode((await TextFile.ReadBytesAsync(source.Content, cancellationToken)).Span);
        if (string.IsNullOrWhiteSpace(html))
        {
            throw new DocumentReadException("The file is empty. Put text into it, or remove it.");
        }

        using var page = Parse(html, _options.MaxNesting, cancellationToken);
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        var content = HtmlMainContent.Of(page);
        new HtmlTextRenderer(text, _options.MaxRows).Render(content);
        var metadata = new HtmlMetadata(page, content);
        var document = text.Build(
            source, metadata.Title, "The page shows no text without its scripts. Save it from the browser as a complete page, or remove it.");
        return document with { Author = metadata.Author, Created = metadata.Published, Modified = metadata.Modified, Language = metadata.Language };
    }

    /// <summary>Parses a page; its elements are counted as they come, so that a page made to exhaust a parser is given up early.</summary>
    /// <exception cref="DocumentReadException">The elements are nested too deeply.</exception>
    internal static IDocument Parse(string html, int maxNesting, CancellationToken cancellationToken)
    {
        IElement? previous = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            OnCreated = (element, _) =>
            {
                cancellationToken.ThrowIfCancellationRequested();

                // An element gets its place after it was created.
                ThrowIfTooDeep(previous, maxNesting);
                previous = element;
            },
        });
        return parser.ParseDocument(html);
    }

    private static void ThrowIfTooDeep(IElement? element, int maxNesting)
    {
        var depth = 0;
        for (var ancestor = element?.ParentElement; ancestor is not null; ancestor = ancestor.ParentElement)
        {
            if (++depth > maxNesting)
            {
                throw DocumentLimits.NestedTooDeeply(maxNesting);
            }
        }
    }
}
