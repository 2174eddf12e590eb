using System.Globalization;
using BotQA.Knowledge.Ingestion;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Prints what indexing did, or would do.</summary>
internal static class IndexPrinter
{
    private static readonly string[] Columns = ["Format", "Documents", "Chunks", "Characters", "Failed"];

    /// <summary>A table by format, what changed, and the totals.</summary>
    public static void Print(IngestionReport report, IReadOnlyList<IndexedFile> files, string path, IAnsiConsole console)
    {
        if (files.Count > 0)
        {
            console.Write(ByFormat(files, console));
            console.WriteLine(Changes(report));
        }

        console.WriteLine(IngestionText.Of(report, path));
    }

    /// <summary>A line for each file that would change, and how many would.</summary>
    public static void Print(FolderChanges changes, string path, IAnsiConsole console)
    {
        Lines("add", changes.Added);
        Lines("change", changes.Changed);
        Lines("read again", changes.ReadAgain);
        Lines("rename", changes.Renamed.Select(rename => $"{rename.From} -> {rename.To}"));
        Lines("remove", changes.Removed);
        console.WriteLine(changes.AreNone
            ? $"The index is up to date with {path}: {IngestionText.Count(changes.Unchanged, "file")}."
            : $"Would change in the index of {path}: {Counts(changes)}.");

        void Lines(string verb, IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                console.WriteLine($"{verb}: {TerminalText.Of(name)}");
            }
        }
    }

    private static Table ByFormat(IReadOnlyList<IndexedFile> files, IAnsiConsole console)
    {
        var table = Tables.Create(console, Columns, column => column > 0);
        var formats = files.SelectMany(file => file.Documents)
            .GroupBy(document => Path.GetExtension(document.Id).ToLowerInvariant(), StringComparer.Ordinal)
            .OrderBy(format => format.Key, StringComparer.Ordinal);
        foreach (var format in formats)
        {
            table.AddRow(
                new Text(format.Key),
                Number(format.Count(document => document.Failure is null)),
                Number(format.Sum(document => document.Chunks)),
                Number(format.Sum(document => (long)document.Characters)),
                Number(format.Count(document => document.Failure is not null)));
        }

        return table;
    }

    private static string Changes(IngestionReport report) =>
        $"{Counts(report.Changes)}; {IngestionText.Count(report.EmbeddedChunks, "chunk")} embedded.";

    private static string Counts(FolderChanges changes)
    {
        (string Verb, int Count)[] counts =
        [
            ("added", changes.Added.Count),
            ("changed", changes.Changed.Count),
            ("read again", changes.ReadAgain.Count),
            ("renamed", changes.Renamed.Count),
            ("removed", changes.Removed.Count),
        ];
        var named = counts.Where(count => count.Count > 0).Append((Verb: "unchanged", Count: changes.Unchanged));
        return string.Join(", ", named.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count:N0} {count.Verb}")));
    }

    private static Text Number(long number) => new(number.ToString("N0", CultureInfo.InvariantCulture));
}
