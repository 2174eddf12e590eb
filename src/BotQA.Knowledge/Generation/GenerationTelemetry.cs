using System.Diagnostics.Metrics;

namespace BotQA.Knowledge.Generation;

/// <summary>What is counted about generated answers.</summary>
public static class GenerationTelemetry
{
    /// <summary>The name of the meter, and of the activity source of the calls.</summary>
    public const string Name = "BotQA.Generation";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("botqa.generation.answers", "{answer}", "Replies of the model by outcome.");
    private static readonly Counter<long> Sentences = Meter.CreateCounter<long>("botqa.generation.sentences", "{sentence}", "Sentences of the model by what their check gave.");
    private static readonly Counter<long> Searches = Meter.CreateCounter<long>("botqa.generation.searches", "{search}", "Searches that the model asked for.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("botqa.generation.tokens", "{token}", "Tokens by kind: input, output.");
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("botqa.generation.cost", description: "What the tokens cost by the configured prices.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("botqa.generation.duration", "s", "The time the model was waited for.");

    internal static void Record(GenerationReport report)
    {
        var outcome = Tag("botqa.outcome", report.Failure?.ToString() ?? (report.IsDeclined ? "Declined" : "Answered"));
        Answers.Add(1, outcome);
        Duration.Record(report.Elapsed.TotalSeconds, outcome);
        foreach (var sentences in report.Sentences.GroupBy(sentence => sentence.Objection?.ToString() ?? "Kept"))
        {
            Sentences.Add(sentences.Count(), Tag("botqa.verdict", sentences.Key));
        }

        Searches.Add(report.Searches.Count);
        Tokens.Add(report.InputTokens, Tag("botqa.token.kind", "input"));
        Tokens.Add(report.OutputTokens, Tag("botqa.token.kind", "output"));
        Cost.Add(report.Cost);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
