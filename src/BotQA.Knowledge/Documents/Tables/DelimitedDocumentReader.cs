using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Tables;

/// <summary>
/// Reads tables of values with delimiters (comma, semicolon, tab or bar, whichever the file uses). Each row is a line with the names of
/// its columns, taken from the first row where that holds names, and a place with its number.
/// </summary>
public sealed class DelimitedDocumentReader : DocumentReader
{
    private const int MaxColumns = 4096;

    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public DelimitedDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var values = CanonicalText.NormalizeLineEnds(await TextFile.ReadAsync(source, cancellationToken));
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        TableRenderer.Render(text, Rows(values, Path.GetExtension(source.FileName), cancellationToken), sheet: null);
        return text.Build(source, DocumentTitle.FromFileName(source.FileName), "The file holds delimiters but no values. Put rows into it, or remove it.");
    }

    private List<TableRecord> Rows(string values, string extension, CancellationToken cancellationToken)
    {
        var isTabbed = extension.Equals(".tsv", StringComparison.OrdinalIgnoreCase);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            DetectDelimiter = !isTabbed,
            DetectDelimiterValues = [",", ";", "\t", "|"],
            Delimiter = isTabbed ? "\t" : ",",
            // A quote inside a value that isn't quoted is a character like others.
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = false,
        };
        var rows = new List<TableRecord>();
        try
        {
            using var parser = new CsvParser(new StringReader(values), configuration);
            while (parser.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (rows.Count == _options.MaxRows)
                {
                    throw DocumentLimits.TooManyRows(_options.MaxRows);
                }

                rows.Add(new TableRecord(rows.Count + 1, [.. Enumerable.Range(0, Math.Min(parser.Count, MaxColumns)).Select(i => CollapsedText.OnOneLine(parser[i]))]));
            }
        }
        catch (CsvHelperException exception)
        {
            throw new DocumentReadException(
                FormattableString.Invariant($"The file can't be read as a table beyond row {rows.Count}: {exception.Message} Save it again from a spreadsheet program, or as .txt to have it read as plain text."), exception);
        }

        return rows;
    }
}
