using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ExcelNumberFormat;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>The text of cells as Excel shows it.</summary>
internal sealed class CellText
{
    private const uint FirstCustomFormat = 164;

    // ECMA-376 part 1, 18.8.30, in the wording that doesn't depend on a country.
    private static readonly Dictionary<uint, string> BuiltInFormats = new()
    {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ??/??",
        [14] = "yyyy-mm-dd",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "yyyy-mm-dd h:mm",
        [37] = "#,##0;(#,##0)",
        [38] = "#,##0;(#,##0)",
        [39] = "#,##0.00;(#,##0.00)",
        [40] = "#,##0.00;(#,##0.00)",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [48] = "##0.0E+0",
        [49] = "@",
    };

    private readonly List<string> _shared;
    private readonly NumberFormat?[] _formats;
    private readonly bool _isDate1904;

    public CellText(WorkbookPart workbook)
    {
        _shared = [.. workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(TextOf) ?? []];
        _isDate1904 = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true;
        var styles = workbook.WorkbookStylesPart?.Stylesheet;
        var custom = new Dictionary<uint, string>();
        foreach (var format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && format.FormatCode?.Value is { } code)
            {
                custom[id] = code;
            }
        }

        _formats = [.. styles?.CellFormats?.Elements<CellFormat>().Select(f => Format(f.NumberFormatId?.Value ?? 0, custom)) ?? []];
    }

    /// <summary>The text of a cell on one line; empty for none.</summary>
    public string Of(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type is null || type == CellValues.Number)
        {
            return CollapsedText.OnOneLine(Number(value, cell.StyleIndex?.Value ?? 0));
        }

        return CollapsedText.OnOneLine(
            type == CellValues.SharedString ? Shared(value)
            : type == CellValues.InlineString ? cell.InlineString is { } inline ? TextOf(inline) : ""
            : type == CellValues.Boolean ? value == "1" ? "TRUE" : "FALSE"
            : value);
    }

    private string Shared(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < _shared.Count ? _shared[i] : "";

    private string Number(string value, uint style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        if (style < _formats.Length && _formats[style] is { } format)
        {
            try
            {
                return format.Format(number, CultureInfo.InvariantCulture, _isDate1904);
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or InvalidOperationException)
            {
                return value;
            }
        }

        // 0.1 + 0.2 is written with 17 digits and shown with 15.
        return number.ToString("G15", CultureInfo.InvariantCulture);
    }

    private static NumberFormat? Format(uint id, Dictionary<uint, string> custom)
    {
        var code = custom.GetValueOrDefault(id) ?? (id < FirstCustomFormat ? BuiltInFormats.GetValueOrDefault(id) : null);
        if (code is null || code.Equals("General", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var format = new NumberFormat(code);
        return format.IsValid ? format : null;
    }

    /// <summary>The text of its runs, without the reading aids of Japanese.</summary>
    private static string TextOf(RstType item) => item.ChildElements.Count == 1 && item.GetFirstChild<Text>() is { } only
        ? only.Text
        : string.Concat(item.ChildElements.Select(e => e switch
        {
            Text text => text.Text,
            Run run => run.Text?.Text ?? "",
            _ => "",
        }));
}
