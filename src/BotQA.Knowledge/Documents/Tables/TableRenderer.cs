namespace BotQA.Knowledge.Documents.Tables;

/// <summary>Writes large tables: a line a row, each with the names of its columns and a place of its own.</summary>
internal static class TableRenderer
{
    // Titles and notes stand above the names of the columns, but not many.
    private const int LastHeadRow = 20;

    /// <summary>Writes the rows.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="rows">The rows in order; those without text are left out.</param>
    /// <param name="sheet">The sheet, or null for a table that isn't one of a workbook.</param>
    public static void Render(DocumentTextBuilder text, IReadOnlyList<TableRecord> rows, string? sheet)
    {
        var head = FindNames(rows);
        var names = head < 0 ? null : rows[head].Cells;
        var below = false;
        var previous = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var line = i == head ? "" : TableText.Row(i < head ? null : names, rows[i].Cells);
            if (line.Length == 0)
            {
                continue;
            }

            text.BeginPlace(sheet: sheet, row: rows[i].Number);
            if (below && rows[i].Number <= previous + 1)
            {
                text.Line(line);
            }
            else
            {
                text.Paragraph(line);
            }

            below = true;
            previous = rows[i].Number;
        }
    }

    /// <summary>The row that names the columns, or -1: the first that is as wide as the rows below it and could be names.</summary>
    private static int FindNames(IReadOnlyList<TableRecord> rows)
    {
        var widths = rows.Take(LastHeadRow + 1).Select(row => row.Cells.Count(cell => cell.Length > 0)).ToArray();
        for (var i = 0; i < Math.Min(widths.Length, LastHeadRow); i++)
        {
            var columns = widths[i..].Order().ElementAt((widths.Length - i) / 2);
            if (widths[i] >= 2 && i + 1 < rows.Count && widths[i] * 3 >= columns * 2)
            {
                return TableText.LooksLikeNames([.. rows[i].Cells.Where(c => c.Length > 0)], columns) ? i : -1;
            }
        }

        return -1;
    }
}
