using BotQA.Knowledge.Documents.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>
/// Reads Excel workbooks: each visible sheet as a section, each row as a line with the names of its columns, and as a place. Cells read as
/// Excel shows them; formulas count by the value they had when the file was saved. Macros aren't run and nothing is calculated.
/// </summary>
public sealed class WorkbookDocumentReader : DocumentReader
{
    private const int SheetLevel = 2;

    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public WorkbookDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".xlsx", ".xlsm"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return await OfficePackage.ReadAsync(
            source, _options, "an Excel workbook", (stream, settings) => Read(source, stream, settings, cancellationToken), cancellationToken);
    }

    private Document Read(DocumentSource source, Stream stream, OpenSettings settings, CancellationToken cancellationToken)
    {
        using var package = SpreadsheetDocument.Open(stream, isEditable: false, settings);
        var main = package.WorkbookPart
            ?? throw new DocumentReadException("The file isn't an Excel workbook: its main part is missing. Save it again from Excel.");
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        var cells = new CellText(main);
        var sheets = main.Workbook?.Sheets?.Elements<Sheet>().Where(s => s.State is null || s.State.Value == SheetStateValues.Visible).ToArray() ?? [];
        var rows = 0;
        foreach (var sheet in sheets)
        {
            if (sheet.Id?.Value is not { } id || !main.TryGetPartById(id, out var part) || part is not WorksheetPart worksheet)
            {
                continue;
            }

            var grid = SheetGrid.Read(worksheet, cells, _options.MaxRows - rows, cancellationToken)
                ?? throw DocumentLimits.TooManyRows(_options.MaxRows);
            rows += grid.Count;
            RenderSheet(text, CollapsedText.OnOneLine(sheet.Name?.Value ?? ""), grid, sheets.Length > 1);
        }

        return text
            .Build(source, OfficeProperties.TitleOf(package) ?? DocumentTitle.FromFileName(source.FileName), "The sheets of the workbook are empty. Put text into them, or remove the file.")
            .WithProperties(package);
    }

    private static void RenderSheet(DocumentTextBuilder text, string name, IReadOnlyList<TableRecord> rows, bool isOneOfMany)
    {
        if (rows.Count == 0)
        {
            return;
        }

        // Of several sheets each has its heading, of one only a name that somebody gave it.
        if (isOneOfMany || !name.Any(char.IsAsciiDigit))
        {
            text.BeginPlace(sheet: name);
            text.Heading(SheetLevel, name);
        }

        TableRenderer.Render(text, rows, name);
    }
}
