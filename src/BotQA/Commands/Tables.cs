using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Tables with lines on a terminal and without them in a pipe.</summary>
internal static class Tables
{
    private const int PageWidth = 80;

    /// <summary>A table whose columns are as wide as what they hold.</summary>
    public static Table Create(IAnsiConsole console, IReadOnlyList<string> columns, Func<int, bool> rightAligned)
    {
        var table = new Table { Border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var (index, name) in columns.Index())
        {
            var column = new TableColumn(new Text(name)).NoWrap();
            table.AddColumn(rightAligned(index) ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>A table that is no wider than a page of 80 columns, since the texts of one column are broken into lines.</summary>
    public static Table CreatePage(IAnsiConsole console, IReadOnlyList<string> columns, Func<int, bool> rightAligned, int brokenColumn)
    {
        var table = Create(console, columns, rightAligned);
        table.Border = console.Profile.Out.IsTerminal ? TableBorder.Simple : TableBorder.None;
        table.Width = Math.Min(console.Profile.Width, PageWidth);
        foreach (var (index, column) in table.Columns.Index())
        {
            column.Padding = new Padding(0, 0, 1, 0);
            column.NoWrap = index != brokenColumn;
        }

        return table;
    }

    /// <summary>Prints a text in lines of at most 80 columns.</summary>
    public static void WritePage(IAnsiConsole console, string text)
    {
        var table = CreatePage(console, [""], rightAligned: _ => false, brokenColumn: 0);
        table.Border = TableBorder.None;
        console.Write(table.HideHeaders().AddRow(new Text(text)));
    }
}
