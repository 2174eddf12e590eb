using DocumentFormat.OpenXml.Packaging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>
/// Reads Word documents. The canonical text has headings, paragraphs and items of lists with their numbers, each row of a table as a line
/// with the names of its columns, and each footnote below the paragraph that refers to it. Deleted and hidden text, comments, and
/// headers and footers of pages are left out; macros aren't run.
/// </summary>
public sealed class WordDocumentReader : DocumentReader
{
    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public WordDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".docx", ".docm"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return await OfficePackage.ReadAsync(source, _options, "a Word document", (stream, settings) => Read(source, stream, settings, cancellationToken), cancellationToken);
    }

    private Document Read(DocumentSource source, Stream stream, OpenSettings settings, CancellationToken cancellationToken)
    {
        using var package = WordprocessingDocument.Open(stream, isEditable: false, settings);
        var main = package.MainDocumentPart
            ?? throw new DocumentReadException("The file isn't a Word document: its main part is missing. Save it again from Word.");
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        var renderer = new WordTextRenderer(main, text, _options.MaxRows, cancellationToken);
        renderer.Render();
        return text
            .Build(source, renderer.Title ?? OfficeProperties.TitleOf(package), "The document holds no text, perhaps only pictures. Put text into it, or remove it.")
            .WithProperties(package) with
        { Language = DocumentLanguage.Of(WordStyles.LanguageOf(main)) };
    }
}
