using System.Text;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// Rows of tables as lines that can be read, found and quoted alone: each cell with the name of its column, as in
/// <c>Product: Lamp | Price: €40</c>. A table without names is <c>Lamp | €40</c>.
/// </summary>
internal static class TableText
{
    private const int LongestName = 60;
    private const string CellSeparator = " | ";

    /// <summary>Writes a row.</summary>
    /// <param name="names">The names of the columns, blank for one without a name, or null for a table without names.</param>
    /// <param name="cells">The cells; those that are blank are left out where the columns have names.</param>
    /// <returns>The line, or an empty text for a row without text.</returns>
    public static string Row(IReadOnlyList<string>? names, IReadOnlyList<string> cells)
    {
        if (cells.All(string.IsNullOrWhiteSpace))
        {
            return "";
        }

        var row = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = CollapsedText.OnOneLine(cells[i]);
            if (cell.Length == 0 && names is not null)
            {
                continue;
            }

            row.Append(row.Length > 0 ? CellSeparator : "");
            if (names is not null && i < names.Count && Name(names[i]) is { Length: > 0 } name && name != cell)
            {
                row.Append(name).Append(": ");
            }

            row.Append(cell);
        }

        // Cells without text at the end of a row say nothing.
        return row.ToString().TrimEnd(' ', '|');
    }

    /// <summary>The names of columns under a head of one or more rows: what stands above the column in each.</summary>
    public static string[] Names(IReadOnlyList<IReadOnlyList<string>> head, int columns) =>
    [
        .. Enumerable.Range(0, columns).Select(i => string.Join(' ', head.Select(row => i < row.Count ? row[i] : "").Where(name => name.Length > 0).Distinct())),
    ];

    /// <summary>
    /// Whether the first row of a table that doesn't say so is the names of its columns: words, all different, one for nearly each
    /// column. Two columns without more evidence are taken for names and values side by side.
    /// </summary>
    /// <param name="rows">The rows; the first few are enough.</param>
    /// <param name="columns">The columns of the table.</param>
    public static bool FirstRowIsNames(IReadOnlyList<IReadOnlyList<string>> rows, int columns) =>
        rows.Count > 1 && LooksLikeNames(rows[0], columns) && (columns > 2 || rows.Skip(1).All(row => row.Count > 1 && row[1].Any(char.IsAsciiDigit)));

    /// <summary>Whether a row could be the names of columns.</summary>
    public static bool LooksLikeNames(IReadOnlyList<string> row, int columns)
    {
        var named = row.Where(cell => !string.IsNullOrWhiteSpace(cell)).Select(cell => cell.Trim()).ToArray();
        return columns > 1
            && named.Length > 0
            && named.Length * 3 >= columns * 2
            && named.All(cell => cell.Length <= LongestName && IsName(cell))
            && named.Distinct(StringComparer.OrdinalIgnoreCase).Count() == named.Length;
    }

    // Years and quarters name columns too.
    private static bool IsName(string cell) =>
        cell.Any(char.IsLetter) || (cell.Length == 4 && cell.All(char.IsAsciiDigit) && cell[0] is '1' or '2') || cell is "#" or "%" or "€" or "$";

    private static string Name(string name)
    {
        name = CollapsedText.OnOneLine(name).TrimEnd(':');
        return name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)] + "…";
    }
}
