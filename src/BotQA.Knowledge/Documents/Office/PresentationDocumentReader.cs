using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>
/// Reads PowerPoint presentations slide by slide: the title as a heading, the text and tables, and the speaker's notes under a heading of
/// their own. Each slide is a place. Slide numbers, dates and footers are left out; macros aren't run.
/// </summary>
public sealed class PresentationDocumentReader : DocumentReader
{
    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public PresentationDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".pptx", ".pptm", ".ppsx"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return await OfficePackage.ReadAsync(
            source, _options, "a PowerPoint presentation", (stream, settings) => Read(source, stream, settings, cancellationToken), cancellationToken);
    }

    private Document Read(DocumentSource source, Stream stream, OpenSettings settings, CancellationToken cancellationToken)
    {
        using var package = PresentationDocument.Open(stream, isEditable: false, settings);
        var main = package.PresentationPart
            ?? throw new DocumentReadException("The file isn't a PowerPoint presentation: its main part is missing. Save it again from PowerPoint.");
        var slides = main.Presentation?.SlideIdList?.Elements<SlideId>().ToArray() ?? [];
        if (slides.Length > _options.MaxPages)
        {
            throw DocumentLimits.TooManyPages(slides.Length, _options.MaxPages, "slides");
        }

        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        var renderer = new SlideTextRenderer(text);
        for (var i = 0; i < slides.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (slides[i].RelationshipId?.Value is { } id && main.TryGetPartById(id, out var part) && part is SlidePart slide)
            {
                renderer.Render(slide, number: i + 1);
            }
        }

        var title = OfficeProperties.TitleOf(package) is { } named && named != "PowerPoint Presentation" ? named : renderer.FirstTitle;
        return text
            .Build(source, title ?? DocumentTitle.FromFileName(source.FileName), "The slides hold no text, perhaps only pictures. Put text on them, or remove the file.")
            .WithProperties(package);
    }
}
