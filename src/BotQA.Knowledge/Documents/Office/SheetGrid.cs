using System.Globalization;
using BotQA.Knowledge.Documents.Tables;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>Reads the cells of a sheet, row by row, without ever holding more of its XML than a row.</summary>
internal static class SheetGrid
{
    private const int MaxColumns = 4096;
    private const int MaxMergedRows = 10_000;

    /// <summary>The rows with text in them, or null when there are more than <paramref name="maxRows"/>.</summary>
    public static IReadOnlyList<TableRecord>? Read(WorksheetPart sheet, CellText texts, int maxRows, CancellationToken cancellationToken)
    {
        var rows = new List<TableRecord>();
        var number = 0;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var row = (Row)reader.LoadCurrentElement()!;
                number = (int)Math.Min(row.RowIndex?.Value ?? (uint)number + 1, int.MaxValue - 1);
                var cells = Cells(row, texts);
                if (cells.Exists(c => c.Length > 0))
                {
                    if (rows.Count == maxRows)
                    {
                        return null;
                    }

                    rows.Add(new TableRecord(number, cells));
                }
            }
            else if (reader.ElementType == typeof(MergeCell) && reader.IsStartElement && reader.LoadCurrentElement() is MergeCell { Reference.Value: { } range })
            {
                FillDown(rows, range);
            }
        }

        return rows;
    }

    private static List<string> Cells(Row row, CellText texts)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
            if (column >= MaxColumns)
            {
                continue;
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = texts.Of(cell);
        }

        return cells;
    }

    /// <summary>Gives each row beside a cell that spans several its text.</summary>
    private static void FillDown(List<TableRecord> rows, string range)
    {
        if (range.Split(':') is not [var from, var to]
            || ColumnOf(from) is not { } column
            || RowOf(from) is not { } first
            || RowOf(to) is not { } last
            || last <= first
            || last - first > MaxMergedRows)
        {
            return;
        }

        var start = rows.FindIndex(r => r.Number == first);
        if (start < 0 || column >= rows[start].Cells.Count || rows[start].Cells[column] is not { Length: > 0 } text)
        {
            return;
        }

        for (var i = start + 1; i < rows.Count && rows[i].Number <= last; i++)
        {
            var cells = (List<string>)rows[i].Cells;
            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = text;
        }
    }

    /// <summary>The column of a reference such as <c>C7</c> from 0, or null.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > MaxColumns)
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static int? RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
