using System.Globalization;
using BotQA.Knowledge.Ingestion;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Prints the documents of an index.</summary>
internal static class DocumentsPrinter
{
    private static readonly string[] Columns = ["Document", "Title", "Chunks", "Characters", "Modified", "Indexed"];

    /// <summary>A table of what can be searched, then a line for each file that can't be used, then the totals.</summary>
    public static void Print(IReadOnlyList<IndexedFile> files, IAnsiConsole console)
    {
        var documents = files.SelectMany(file => file.Documents.Select(document => (File: file, Document: document))).ToList();
        var table = Tables.Create(console, Columns, column => column is 2 or 3);
        foreach (var (file, document) in documents.Where(entry => entry.Document.Failure is null))
        {
            table.AddRow(
                Cell(document.Id),
                Cell(document.Title),
                Cell(Number(document.Chunks)),
                Cell(Number(document.Characters)),
                Cell(Date(file.Modified)),
                Cell(Date(file.Indexed)));
        }

        console.Write(table);
        foreach (var (_, document) in documents.Where(entry => entry.Document.Failure is not null))
        {
            console.WriteLine($"{TerminalText.Of(document.Id)}: {TerminalText.Of(document.Failure!)}");
        }

        var searchable = documents.Count(entry => entry.Document.Failure is null);
        var chunks = documents.Sum(entry => entry.Document.Chunks);
        console.WriteLine($"{IngestionText.Count(searchable, "document")} in {IngestionText.Count(chunks, "chunk")}; {IngestionText.Count(documents.Count - searchable, "file")} could not be used.");
    }

    private static Text Cell(string text) => new(TerminalText.Of(text));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset date) => date.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
