using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Prints an answer for a person.</summary>
internal static class AnswerPrinter
{
    public static void Print(Answer answer, IAnsiConsole console)
    {
        if (answer.AskedQuestion is not null)
        {
            console.MarkupLineInterpolated($"[grey]{TerminalText.Of(answer.Question)}[/]");
        }

        if (answer.Status == AnswerStatus.Answered)
        {
            console.MarkupLine($"[bold]{Highlighted(answer)}[/]");
            PrintNote(answer, console);
            Print(answer.Citations, "green", console);
            return;
        }

        console.MarkupLineInterpolated($"[bold yellow]{TerminalText.Of(answer.Text)}[/]");
        PrintNote(answer, console);
        foreach (var (i, reading) in answer.Readings.Index())
        {
            console.MarkupLineInterpolated($"  [green]{i + 1}[/] {TerminalText.Of(reading)}");
        }

        if (answer.Related.Count > 0)
        {
            console.WriteLine();
            console.WriteLine("Related passages, which do not answer the question:");
            Print(answer.Related, "grey", console);
        }
    }

    private static void PrintNote(Answer answer, IAnsiConsole console)
    {
        if (answer.Note is { } note)
        {
            console.MarkupLineInterpolated($"[italic]({note})[/]");
        }
    }

    private static string Highlighted(Answer answer)
    {
        if (answer.Highlight is not { } exact)
        {
            return Escaped(answer.Text);
        }

        return $"{Escaped(answer.Text[..exact.Start])}[green]{Escaped(exact.Of(answer.Text))}[/]{Escaped(answer.Text[exact.End..])}";

        static string Escaped(string text) => Markup.Escape(TerminalText.Of(text));
    }

    private static void Print(IReadOnlyList<Citation> citations, string color, IAnsiConsole console)
    {
        foreach (var citation in citations)
        {
            var source = citation.Title == citation.DocumentId ? citation.Title : $"{citation.Title} ({citation.DocumentId})";
            var place = citation.Location is { } location ? $"{source}, {location}" : source;
            console.WriteLine();
            console.MarkupLine($"[{color}][[{citation.Number}]][/] {Markup.Escape(TerminalText.Of(place))}");
            console.Write(new Padder(new Text($"\"{TerminalText.Of(citation.Quote)}\""), new Padding(left: 4, top: 0, right: 0, bottom: 0)));
        }
    }
}
