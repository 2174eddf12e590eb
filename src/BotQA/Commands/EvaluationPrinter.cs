using System.Globalization;
using BotQA.Evaluation;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Prints the measures of an evaluation for a person; those the set can't give are left out.</summary>
internal static class EvaluationPrinter
{
    public static void Print(EvaluationReport report, IAnsiConsole console)
    {
        var scope = report.Given ? "each asked of its own document" : $"asked of {Count(report.Documents)} documents in {Count(report.Chunks)} chunks";
        console.MarkupLineInterpolated($"[bold]{report.Set}[/]: {Count(report.Questions)} questions, {scope}");
        console.WriteLine();
        var table = Tables.Create(console, ["measure", "value", "questions"], rightAligned: i => i > 0);
        var withAnswers = report.HasAnswers;
        Add("hit@1", report.HitAt1, report.Judged);
        Add("hit@5", report.HitAt5, report.Judged);
        Add("MRR@10", report.MrrAt10, report.Judged);
        Add("nDCG@5", report.NdcgAt5, report.Judged);
        Add("nDCG@10", report.NdcgAt10, report.Judged);
        Add("exact match", report.Em, withAnswers + report.Unanswerable);
        Add("F1", report.F1, withAnswers + report.Unanswerable);
        if (report.Unanswerable > 0)
        {
            Add("exact match, answerable", report.HasAnswerEm, withAnswers);
            Add("F1, answerable", report.HasAnswerF1, withAnswers);
        }

        Add("exact match, nothing held back", report.ForcedEm, withAnswers);
        Add("F1, nothing held back", report.ForcedF1, withAnswers);
        Add("first quote overlaps a gold quote", report.QuoteAccuracy, report.HasQuotes);
        Add("same, nothing held back", report.ForcedQuoteAccuracy, report.HasQuotes);
        Add("first quote contains the answer", report.AnswerInQuote, withAnswers);
        Add("same, nothing held back", report.ForcedAnswerInQuote, withAnswers);
        Add("share answered", report.Answered, report.Questions);
        Add("share answered, answerable", report.AnsweredAnswerable, report.Answerable);
        Add("share answered, not answerable", report.AnsweredUnanswerable, report.Unanswerable + report.OutOfCorpus);
        Add("AUROC of the confidence", report.Auroc, report.Answerable + report.Unanswerable + report.OutOfCorpus);
        console.Write(table);
        console.WriteLine();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Question to answer, {report.Parallelism} at once: median {report.MedianMs:0.0} ms, mean {report.MeanMs:0.0} ms, 95% within {report.P95Ms:0.0} ms. Indexing: {report.IndexingSeconds:0.0} s."));

        void Add(string name, double? value, int questions)
        {
            if (value is { } number)
            {
                table.AddRow(new Text(name), new Text(number.ToString("0.000", CultureInfo.InvariantCulture)), new Text(Count(questions)));
            }
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
