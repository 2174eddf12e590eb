using System.Globalization;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Generation;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Prints how an answer came about: each passage considered with its scores, and the evidence behind the confidence.</summary>
internal static class ExplanationPrinter
{
    private const int MaxPassages = 10;

    public static void Print(Answer answer, IAnsiConsole console)
    {
        var passages = Tables.CreatePage(
            console, ["", "passage", "characters", "score", "keyword", "vector", "sentence", "window", "reader"], rightAligned: i => i is 0 or >= 2, brokenColumn: 1);
        foreach (var (index, passage) in answer.Retrieved.Take(MaxPassages).Index())
        {
            passages.AddRow(
                new Text(Number(index + 1)),
                new Text(TerminalText.Of(passage.Chunk.Section.Length > 0 ? $"{passage.Chunk.DocumentId}, {passage.Chunk.Section}" : passage.Chunk.DocumentId)),
                new Text($"{Number(passage.Chunk.Start)}-{Number(passage.Chunk.End)}"),
                new Text(Score(passage.Score)),
                new Text(Score(passage.Scores.Keyword)),
                new Text(Score(passage.Scores.Vector)),
                new Text(Score(passage.Scores.Sentence)),
                new Text(Score(passage.Scores.Window)),
                new Text(passage.Scores.Reader is { } reader ? Score(reader) : "-"));
        }

        var evidence = Tables.Create(console, ["evidence", "value"], rightAligned: i => i == 1);
        foreach (var (name, value) in answer.Evidence)
        {
            evidence.AddRow(new Text(name), new Text(Score(value)));
        }

        evidence.AddRow(new Text("confidence"), new Text(Score(answer.Confidence)));
        console.WriteLine();
        console.MarkupLine("[bold]Passages considered[/]");
        console.Write(passages);
        console.WriteLine();
        console.MarkupLine("[bold]Evidence for the confidence[/]");
        console.Write(evidence);
        if (answer.Generation is { } generation)
        {
            Print(generation, console);
        }

        console.WriteLine();
        Tables.WritePage(console, $"Searched: {TerminalText.Of(answer.Question)}");
        console.WriteLine(FormattableString.Invariant($"Answered in {answer.Elapsed.TotalMilliseconds:0.0} ms."));
    }

    private static void Print(GenerationReport generation, IAnsiConsole console)
    {
        var sentences = Tables.CreatePage(console, ["sentence of the model", "support", "verdict"], rightAligned: i => i == 1, brokenColumn: 0);
        foreach (var sentence in generation.Sentences)
        {
            sentences.AddRow(new Text(TerminalText.Of(sentence.Text)), new Text(Score(sentence.Support)), new Text(Verdict(sentence)));
        }

        console.WriteLine();
        console.MarkupLine("[bold]Generation[/]");
        console.Write(sentences);
        foreach (var search in generation.Searches)
        {
            Tables.WritePage(console, $"The model searched: {TerminalText.Of(search)}");
        }

        var outcome = generation.Failure is { } failure ? $"{failure} {generation.FailureDetail}".TrimEnd() : generation.IsDeclined ? "declined" : "answered";
        Tables.WritePage(console, FormattableString.Invariant(
            $"{generation.Model}: {TerminalText.Of(outcome)}, {generation.InputTokens} + {generation.OutputTokens} tokens, cost {generation.Cost:0.######}, {generation.Elapsed.TotalMilliseconds:0} ms."));
    }

    private static string Verdict(CheckedSentence sentence) =>
        sentence.Objection is not { } objection ? "kept" : sentence.IsReplacedByQuote ? $"{objection}, source quoted" : objection.ToString();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
