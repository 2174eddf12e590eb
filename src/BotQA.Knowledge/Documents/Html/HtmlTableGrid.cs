using System.Globalization;
using AngleSharp.Dom;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>The cells of a table, each in its column whatever spans the ones before and above it take.</summary>
internal sealed class HtmlTableGrid
{
    // What a span may reach; one of millions was made to exhaust a reader.
    private const int MaxSpan = 1000;
    private const int MaxColumns = 4096;

    private readonly int _headRows;
    private readonly int _columns;

    /// <summary>Lays out the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="maxRows">One more row is looked at than this.</param>
    /// <param name="isLeftOut">Whether an element isn't shown.</param>
    public HtmlTableGrid(IElement table, int maxRows, Func<IElement, bool> isLeftOut)
    {
        var rows = new List<string[]>();
        var spanning = new Dictionary<int, (int RowsLeft, string Text)>();
        var inHead = true;
        foreach (var row in RowsOf(table).Where(r => !isLeftOut(r)))
        {
            if (rows.Count > maxRows)
            {
                break;
            }

            var cells = row.Children.Where(c => c.LocalName is "td" or "th" && !isLeftOut(c)).ToArray();
            rows.Add(Layout(cells, spanning));
            inHead &= cells.Length > 0 && (row.ParentElement?.LocalName == "thead" || cells.All(c => c.LocalName == "th"));
            _headRows += inHead ? 1 : 0;
        }

        Rows = rows;
        _columns = rows.Count == 0 ? 0 : rows.Max(r => r.Length);
        if (_headRows == rows.Count)
        {
            _headRows = 0;
        }
        else if (_headRows == 0 && table.QuerySelector("th") is null && TableText.FirstRowIsNames(rows, _columns))
        {
            _headRows = 1;
        }
    }

    /// <summary>The cells of each row by column.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The rows below the head as lines with the names of their columns; blank rows are left out.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            var names = _headRows == 0 ? null : TableText.Names([.. Rows.Take(_headRows)], _columns);
            return Rows.Skip(_headRows).Select(row => TableText.Row(names, row));
        }
    }

    private static IEnumerable<IElement> RowsOf(IElement table) =>
        table.Children.SelectMany(e => e.LocalName is "thead" or "tbody" or "tfoot" ? e.Children.Where(r => r.LocalName == "tr") : e.LocalName == "tr" ? [e] : []);

    private static string[] Layout(IElement[] cells, Dictionary<int, (int RowsLeft, string Text)> spanning)
    {
        var row = new List<string>();
        foreach (var cell in cells)
        {
            AppendSpanning(row, spanning);
            var cellText = HtmlTextRenderer.TextOf(cell);
            var rowSpan = Span(cell, "rowspan");
            for (var i = Span(cell, "colspan"); i > 0 && row.Count < MaxColumns; i--)
            {
                if (rowSpan > 1)
                {
                    spanning[row.Count] = (rowSpan - 1, cellText);
                }

                row.Add(cellText);
                cellText = cell.LocalName == "th" ? cellText : "";
            }
        }

        AppendSpanning(row, spanning);
        return [.. row];
    }

    private static void AppendSpanning(List<string> row, Dictionary<int, (int RowsLeft, string Text)> spanning)
    {
        while (row.Count < MaxColumns && spanning.Remove(row.Count, out var above))
        {
            if (above.RowsLeft > 1)
            {
                spanning[row.Count] = (above.RowsLeft - 1, above.Text);
            }

            row.Add(above.Text);
        }
    }

    private static int Span(IElement cell, string attribute) =>
        int.TryParse(cell.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, MaxSpan) : 1;
}
