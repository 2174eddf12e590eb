using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Tables with lines on a terminal and without them in a pipe.</summary>
internal static class Tables
{
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
}
