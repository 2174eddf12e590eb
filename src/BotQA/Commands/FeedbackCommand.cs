using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using BotQA.ActivityProtocol.Teams;
using BotQA.Feedback;
using BotQA.Json;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa feedback</c>: lists and exports what users thought of the answers.</summary>
internal sealed class FeedbackCommand : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object a line." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV with a header; a cell that a spreadsheet would take for a formula begins with an apostrophe." };
    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only feedback given since this date or time (UTC unless it says otherwise), such as 2025-05-09.",
        HelpName = "DATE",
        CustomParser = ParseDate,
    };

    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public FeedbackCommand(CommandContext context, CommonOptions options)
        : base("feedback", "Lists or exports what users thought of the answers.")
    {
        _context = context;
        _options = options;
        Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_csv))
            {
                result.AddError("--json and --csv exclude each other.");
            }
        });
        Add(_json);
        Add(_csv);
        Add(_since);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa feedback --since 2025-05-01",
        "botqa feedback --csv > feedback.csv",
        "botqa feedback --json | jq 'select(.reaction == \"dislike\") | .question'",
    ];

    private static DateTimeOffset? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date;
        }

        result.AddError($"'{text}' is not a date; write it as 2025-05-09 or 2025-05-09T18:30:00Z.");
        return null;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = CommandSession.Open(parsed, _options, _context);
        var entries = await session.Get<IFeedbackStore>().ListAsync(parsed.GetValue(_since), cancellationToken);
        if (parsed.GetValue(_json))
        {
            var writer = _context.Out.Profile.Out.Writer;
            foreach (var entry in entries)
            {
                await writer.WriteLineAsync(JsonSerializer.Serialize(entry, BotQAJson.Line).AsMemory(), cancellationToken);
            }
        }
        else if (parsed.GetValue(_csv))
        {
            FeedbackCsv.Write(entries, _context.Out.Profile.Out.Writer);
        }
        else
        {
            Print(entries);
        }

        return BotQACommandLine.Done;
    }

    private void Print(IReadOnlyList<FeedbackEntry> entries)
    {
        foreach (var entry in entries)
        {
            var color = entry.Reaction == MessageFeedback.Like ? "green" : "red";
            _context.Out.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[{color}]{entry.Reaction}[/] [grey]{entry.Time.UtcDateTime:yyyy-MM-dd HH:mm} {entry.Channel}[/] {entry.Question ?? "(the answer was no longer remembered)"}");
            PrintLine("answer", entry.Answer);
            PrintLine("comment", entry.Comment);
            foreach (var document in entry.Citations.Select(c => c.Document).Distinct(StringComparer.Ordinal))
            {
                PrintLine("cites", document);
            }
        }

        var likes = entries.Count(entry => entry.Reaction == MessageFeedback.Like);
        _context.Out.WriteLine(FormattableString.Invariant($"{likes} liked, {entries.Count - likes} disliked."));
    }

    private void PrintLine(string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _context.Out.WriteLine($"  {label}: {string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        }
    }
}
