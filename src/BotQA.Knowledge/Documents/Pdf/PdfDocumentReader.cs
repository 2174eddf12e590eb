using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>
/// Reads PDF files. The canonical text is in reading order, column after column, with lines joined to paragraphs and words that were
/// hyphenated at a line's end put together; running headers, footers and page numbers are left out. Each page is a place. Rows of tables
/// that are told by their looks are lines with the names of their columns. Nothing in the file is run and nothing is fetched.
/// </summary>
public sealed partial class PdfDocumentReader : DocumentReader
{
    private const string Scanned =
        "The pages of the file are pictures without text, as a scanner makes them. Run a text recognition (OCR) over it and save the result, or move it out of the folder.";

    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public PdfDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bytes = await TextFile.ReadBytesAsync(source.Content, cancellationToken);
        if (bytes.IsEmpty)
        {
            throw new DocumentReadException("The file is empty. Remove it, or save the document again.");
        }

        // The header may stand a little behind the beginning.
        if (bytes.Span[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) < 0)
        {
            var kind = BinarySignature.Find(bytes.Span) is { } known ? $" but {known}" : "";
            throw new DocumentReadException($"The file isn't a PDF document{kind}. Give it the extension of its kind, or move it out of the folder.");
        }

        try
        {
            return Read(source, bytes.ToArray(), cancellationToken);
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new DocumentReadException("The file is protected with a password. Save it without one, or move it out of the folder.", exception);
        }
        catch (Exception exception) when (exception is not (DocumentReadException or OperationCanceledException))
        {
            throw new DocumentReadException(
                $"The file is damaged and can't be read as a PDF document: {exception.Message} Save it again from the program that made it, or move it out of the folder.", exception);
        }
    }

    private Document Read(DocumentSource source, byte[] bytes, CancellationToken cancellationToken)
    {
        using var pdf = PdfDocument.Open(bytes, new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            MaxStackDepth = _options.MaxNesting,
            FilterProvider = new BoundedFilterProvider(_options, cancellationToken),
        });
        if (pdf.NumberOfPages > _options.MaxPages)
        {
            throw DocumentLimits.TooManyPages(pdf.NumberOfPages, _options.MaxPages, "pages");
        }

        var pages = Pages(pdf, cancellationToken);
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        var writer = new PdfTextWriter(text, pages);
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(page);
        }

        return text.Build(source, Title(pdf.Information.Title), Scanned) with
        {
            Author = NotBlank(pdf.Information.Author),
            Created = Date(pdf.Information.GetCreatedDateTimeOffset),
            Modified = Date(pdf.Information.GetModifiedDateTimeOffset),
            Language = DocumentLanguage.Of(pdf.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Lang, out var language) && language is StringToken tag ? tag.Data : null),
        };
    }

    /// <summary>The pages that can be read. A damaged one doesn't keep the others from being read, unless all are.</summary>
    private static List<PdfPage> Pages(PdfDocument pdf, CancellationToken cancellationToken)
    {
        var pages = new List<PdfPage>();
        Exception? failure = null;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                pages.Add(PdfPage.Of(pdf.GetPage(number)));
            }
            catch (Exception exception) when (exception is not (DocumentReadException or OperationCanceledException))
            {
                failure = exception;
            }
        }

        return pages.Count == 0 && failure is not null ? throw failure : pages;
    }

    private static string? Title(string? title) => NotBlank(title) is { } named && !ProgramTitle.IsMatch(named) ? named : null;

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : CollapsedText.OnOneLine(text);

    private static DateTimeOffset? Date(Func<DateTimeOffset?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What programs write there without being asked.</summary>
    [GeneratedRegex("^Microsoft (Word|PowerPoint|Excel) - |\\.(docx?|xlsx?|pptx?|indd|tex|dvi|odt|pdf|qxd|rtf|html?)$|^(untitled|document ?\\d*|slide ?\\d+|unbenannt)$", RegexOptions.IgnoreCase)]
    private static partial Regex ProgramTitle { get; }
}
