using UglyToad.PdfPig.Content;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>
/// Finds tables by their looks: rows of short texts, one below the other, whose edges line up. Columns of prose have long lines.
/// </summary>
internal static class PdfTableFinder
{
    private const int FewestRows = 3;

    // In heights of a line: a wider gap between words parts two cells, a wider one between rows ends a table.
    private const double WidestWordGap = 1.3;
    private const double WidestRowGap = 2.2;

    // In points: how far edges may be off.
    private const double Alignment = 4;

    // A column of prose is 30 characters wide at least, a column of a table mostly less.
    private const double LongestCell = 24;

    /// <summary>The tables among the words of a page, from top to bottom.</summary>
    public static IReadOnlyList<PdfTable> Find(IReadOnlyList<Word> words)
    {
        var tables = new List<PdfTable>();
        var run = new List<List<Cell>>();
        foreach (var row in Rows(words))
        {
            if (run.Count > 0 && !Continues(run[^1], row))
            {
                AddTable(run, tables);
                run = [];
            }

            if (row.Count > 1)
            {
                run.Add(row);
            }
        }

        AddTable(run, tables);
        return tables;
    }

    private static void AddTable(List<List<Cell>> run, List<PdfTable> tables)
    {
        if (run.Count >= FewestRows && run.SelectMany(row => row).Average(cell => cell.Text.Length) <= LongestCell)
        {
            var columns = Columns(run);
            tables.Add(new PdfTable([.. run.Select(row => row.SelectMany(cell => cell.Words).ToArray())], [.. run.Select(row => ByColumn(row, columns))]));
        }
    }

    /// <summary>The words that stand on one line, cut where a gap is wider than between words.</summary>
    private static IEnumerable<List<Cell>> Rows(IReadOnlyList<Word> words)
    {
        var line = new List<Word>();
        foreach (var word in words.OrderByDescending(Middle).ThenBy(w => w.BoundingBox.Left))
        {
            if (line.Count > 0 && Middle(line[0]) - Middle(word) > Height(line[0]) / 2)
            {
                yield return Cells(line);
                line = [];
            }

            line.Add(word);
        }

        if (line.Count > 0)
        {
            yield return Cells(line);
        }
    }

    private static List<Cell> Cells(List<Word> line)
    {
        var cells = new List<Cell>();
        foreach (var word in line.OrderBy(w => w.BoundingBox.Left))
        {
            if (cells.Count > 0 && word.BoundingBox.Left - cells[^1].Right <= WidestWordGap * Height(word))
            {
                cells[^1].Words.Add(word);
            }
            else
            {
                cells.Add(new Cell([word]));
            }
        }

        return cells;
    }

    private static bool Continues(List<Cell> above, List<Cell> row)
    {
        if (row.Count < 2 || above[0].Bottom - row[0].Top > WidestRowGap * Height(row[0].Words[0]))
        {
            return false;
        }

        var aligned = row.Count(cell => above.Exists(a =>
            Math.Abs(a.Left - cell.Left) <= Alignment || Math.Abs(a.Right - cell.Right) <= Alignment || Math.Abs(a.Left + a.Right - cell.Left - cell.Right) <= Alignment));
        return aligned >= 2 || aligned == Math.Min(above.Count, row.Count);
    }

    /// <summary>The columns as ranges: cells that overlap from left to right are of one.</summary>
    private static List<(double Left, double Right)> Columns(List<List<Cell>> rows)
    {
        var columns = new List<(double Left, double Right)>();
        foreach (var cell in rows.SelectMany(row => row).OrderBy(cell => cell.Left))
        {
            if (columns.Count > 0 && cell.Left <= columns[^1].Right)
            {
                columns[^1] = (columns[^1].Left, Math.Max(columns[^1].Right, cell.Right));
            }
            else
            {
                columns.Add((cell.Left, cell.Right));
            }
        }

        return columns;
    }

    private static string[] ByColumn(List<Cell> row, List<(double Left, double Right)> columns) =>
        [.. columns.Select(column => string.Join(' ', row.Where(cell => column.Left <= cell.Left && cell.Left <= column.Right).Select(cell => cell.Text)))];

    private static double Middle(Word word) => (word.BoundingBox.Top + word.BoundingBox.Bottom) / 2;

    // The height of a dash says nothing about the line it is in.
    private static double Height(Word word) => Math.Max(word.BoundingBox.Height, word.Letters.Count > 0 ? word.Letters[0].PointSize * 0.7 : 0);

    private sealed record Cell(List<Word> Words)
    {
        public double Left => Words[0].BoundingBox.Left;

        public double Right => Words.Max(w => w.BoundingBox.Right);

        public double Top => Words.Max(w => w.BoundingBox.Top);

        public double Bottom => Words.Min(w => w.BoundingBox.Bottom);

        public string Text => string.Join(' ', Words.Select(w => w.Text));
    }
}
