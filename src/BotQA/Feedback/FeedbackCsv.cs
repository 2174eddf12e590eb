using System.Globalization;

namespace BotQA.Feedback;

/// <summary>Feedback as CSV by RFC 4180, one citation list a cell.</summary>
internal static class FeedbackCsv
{
    private static readonly string[] Header = ["time", "channel", "reaction", "comment", "status", "question", "answer", "citations"];

    /// <summary>Writes a header and one record an entry.</summary>
    public static void Write(IEnumerable<FeedbackEntry> entries, TextWriter writer)
    {
        WriteRecord(writer, Header);
        foreach (var entry in entries)
        {
            WriteRecord(writer,
            [
                entry.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                entry.Channel,
                entry.Reaction,
                entry.Comment ?? "",
                entry.Status ?? "",
                entry.Question ?? "",
                entry.Answer ?? "",
                string.Join('\n', entry.Citations.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Document} [{c.Start}, {c.End}): {c.Quote}"))),
            ]);
        }
    }

    private static void WriteRecord(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(Quote)));
        writer.Write("\r\n");
    }

    // A spreadsheet takes a cell that begins like this for a formula, and would run what a user typed.
    private static string Quote(string cell)
    {
        var safe = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{cell}" : cell;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
