using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;
using BotQA.Evaluation.Tuning;
using BotQA.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa tune</c>: fits the weights that the library ships with, on evaluation sets.</summary>
internal sealed class TuneCommand : Command
{
    private const double Penalty = 1e-3;
    private readonly Option<int> _questions = new("--questions") { Description = "Use at most N questions of each set, spaced evenly.", HelpName = "N", DefaultValueFactory = _ => 1500 };
    private readonly Option<string?> _out = new("--out") { Description = "Write the fitted model to this file.", HelpName = "FILE" };
    private readonly Argument<string[]> _paths = new("path") { Description = "Evaluation sets.", Arity = ArgumentArity.OneOrMore };
    private readonly CommandContext _context;

    public TuneCommand(CommandContext context)
        : base("tune", "Fits the shipped weights on evaluation sets (for developers of BotQA).")
    {
        _context = context;
        Hidden = true;
        _out.Description += " Answering:Reader says whether the model with or without a reader is fitted.";
        Add(Tuning("retrieval", "The shares of the scores that order passages.", TuneRetrievalAsync));
        Add(Tuning("context", "How much what was said before a question counts.", TuneContextAsync));
        Add(Tuning("reading", "How the reader's scores join retrieval's.", TuneReadingAsync));
        Add(Tuning("sentences", "The model that ranks sentences.", TuneSentencesAsync));
        Add(Tuning("confidence", "The model of the confidence.", TuneConfidenceAsync));
    }

    private Command Tuning(string name, string description, Func<ParseResult, CancellationToken, Task> run)
    {
        var command = new Command(name, description) { _paths, _questions, _out };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await run(parsed, cancellationToken);
            return BotQACommandLine.Done;
        });
        return command;
    }

    private async Task TuneRetrievalAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tuner = new RetrievalTuner();
        foreach (var path in parsed.GetRequiredValue(_paths))
        {
            await using var knowledge = await IndexAsync(parsed, path, RetrieveAll, cancellationToken);
            await tuner.AddAsync(knowledge, cancellationToken);
        }

        Report("shipped", new RetrievalWeights());
        Report("tuned", tuner.Tune(new RetrievalWeights()));

        void Report(string name, RetrievalWeights weights)
        {
            Print($"{name}: keyword {weights.Keyword:F3} vector {weights.Vector:F3} sentence {weights.Sentence:F3} window {weights.Window:F3}");
            PrintRankings(tuner.Report(weights));
        }
    }

    private async Task TuneContextAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tuner = new ContextTuner();
        foreach (var path in parsed.GetRequiredValue(_paths))
        {
            await using var knowledge = await IndexAsync(parsed, path, RetrieveAll, cancellationToken);
            await tuner.AddAsync(knowledge, cancellationToken);
        }

        Report("without", new RetrievalWeights { Context = 0 });
        Report("shipped", new RetrievalWeights());
        Report("tuned", tuner.Tune());

        void Report(string name, RetrievalWeights weights)
        {
            var (even, odd, unrelated) = tuner.Report(weights);
            Print($"{name}: share {weights.Context:F2}: nDCG@5 after the own history, even half {even:F4}, odd half {odd:F4}; hit@1 of questions that need none, after an unrelated turn {unrelated:F4}");
        }
    }

    private async Task TuneReadingAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tuner = new RerankingTuner();
        foreach (var path in parsed.GetRequiredValue(_paths))
        {
            await using var knowledge = await IndexAsync(parsed, path, configure: null, cancellationToken);
            await tuner.AddAsync(knowledge, cancellationToken);
        }

        Report("unread", new RerankingWeights { Share = 0 });
        Report("shipped", new RerankingWeights());
        Report("tuned", tuner.Tune());

        void Report(string name, RerankingWeights weights)
        {
            Print($"{name}: share {weights.Share:F2} midpoint {weights.Midpoint:F0} width {weights.Width:F0}");
            PrintRankings(tuner.Report(weights));
        }
    }

    private async Task TuneSentencesAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sets = new List<(string Name, IReadOnlyList<RankingGroup> Groups)>();
        var isRead = false;
        foreach (var path in parsed.GetRequiredValue(_paths))
        {
            await using var knowledge = await IndexAsync(parsed, path, configure: null, cancellationToken);
            sets.Add((knowledge.Set.Name, await SentenceTuner.CollectAsync(knowledge, cancellationToken)));
            isRead = knowledge.Reranker.IsReading;
        }

        // Fitted on the even questions and checked on the odd ones; the shipped weights are fitted on all.
        var half = RankingRegression.Fit([.. sets.SelectMany(set => set.Groups.Where((_, i) => i % 2 == 0))], Penalty);
        var all = RankingRegression.Fit([.. sets.SelectMany(set => set.Groups)], Penalty);
        var names = isRead ? SentenceFeatures.NamesWithReader : SentenceFeatures.Names;
        var shipped = LinearModel.Load(isRead ? "sentence-ranking-reader" : "sentence-ranking", names);
        foreach (var (name, groups) in sets)
        {
            var odd = groups.Where((_, i) => i % 2 == 1).ToList();
            var before = odd.Average(group => group.IsRight[group.Rows.Index().MaxBy(row => shipped.Score(row.Item)).Index] ? 1.0 : 0);
            Print($"{name}: {groups.Count} questions; right sentence first, odd half: shipped {before:F4}, fitted on the even half {RankingRegression.Accuracy(odd, half):F4}");
        }

        Write(parsed, names, 0, all);
    }

    private async Task TuneConfidenceAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var paths = parsed.GetRequiredValue(_paths);
        var questions = parsed.GetValue(_questions);
        var examples = new List<(string Set, IReadOnlyList<ConfidenceExample> Examples)>();
        var isRead = false;
        foreach (var path in paths)
        {
            await using var knowledge = await IndexAsync(parsed, path, configure: null, cancellationToken);
            var others = new List<EvaluationQuestion>();
            foreach (var other in paths.Where(other => other != path))
            {
                others.AddRange((await EvaluationSetReader.ReadAsync(other, cancellationToken)).Sample(Math.Max(1, questions / (paths.Length - 1))).Questions);
            }

            examples.Add((knowledge.Set.Name, await ConfidenceTuner.CollectAsync(knowledge, others, cancellationToken)));
            isRead = knowledge.Reranker.IsReading;
        }

        var (halfBias, half) = Fit([.. examples.SelectMany(set => set.Examples.Where((_, i) => i % 2 == 0))]);
        var (bias, weights) = Fit([.. examples.SelectMany(set => set.Examples)]);
        var names = isRead ? ConfidenceFeatures.NamesWithReader : ConfidenceFeatures.Names;
        var model = new LinearModel(halfBias, names, names.Zip(half).ToDictionary(pair => pair.First, pair => pair.Second));
        foreach (var (set, collected) in examples.Append(("all", [.. examples.SelectMany(set => set.Examples)])))
        {
            var odd = collected.Where((_, i) => i % 2 == 1).ToLookup(example => example.Kind, example => 1 / (1 + Math.Exp(-model.Score(example.Row))));
            Print($"{set}: odd half: AUROC out of corpus {RocCurve.Area(odd[ConfidenceExampleKind.Answerable], odd[ConfidenceExampleKind.OutOfCorpus]):F4}, same topic {RocCurve.Area(odd[ConfidenceExampleKind.Answerable], odd[ConfidenceExampleKind.SameTopic]):F4}; above 0.5: answerable {Above(odd[ConfidenceExampleKind.Answerable]):F3}, out of corpus {Above(odd[ConfidenceExampleKind.OutOfCorpus]):F3}, same topic {Above(odd[ConfidenceExampleKind.SameTopic]):F3}");
        }

        Write(parsed, names, bias, weights);
    }

    private static void RetrieveAll(IServiceCollection services) => services.PostConfigure<RetrievalOptions>(options =>
    {
        options.Passages = 2 * options.Candidates;
        options.DuplicateOverlap = 1;
    });

    private void PrintRankings(IEnumerable<RankingReport> reports)
    {
        foreach (var report in reports)
        {
            Print($"  {report.Set}: hit@1 {report.Hit1:F4} hit@5 {report.Hit5:F4} MRR@10 {report.Mrr:F4} nDCG@10 {report.Ndcg:F4}");
        }
    }

    private static double Above(IEnumerable<double> confidences) => confidences.Select(confidence => confidence >= 0.5 ? 1.0 : 0).DefaultIfEmpty().Average();

    // Answerable questions count as much as all others together; of those, the ones of other sets three quarters.
    private static (double Bias, double[] Weights) Fit(IReadOnlyList<ConfidenceExample> examples)
    {
        var share = new Dictionary<ConfidenceExampleKind, double>
        {
            [ConfidenceExampleKind.Answerable] = 0.5,
            [ConfidenceExampleKind.OutOfCorpus] = 0.375,
            [ConfidenceExampleKind.SameTopic] = 0.125,
        };
        var counts = examples.CountBy(example => example.Kind).ToDictionary();
        return LogisticRegression.Fit(
            [.. examples.Select(example => example.Row)],
            [.. examples.Select(example => example.Kind == ConfidenceExampleKind.Answerable)],
            [.. examples.Select(example => share[example.Kind] * examples.Count / counts[example.Kind])],
            Penalty);
    }

    private Task<TuningKnowledge> IndexAsync(ParseResult parsed, string path, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        _context.Error.WriteLine($"Indexing {path}");
        return TuningKnowledge.IndexAsync(path, parsed.GetValue(_questions), BotQAConfiguration.Load(), configure, cancellationToken);
    }

    private void Write(ParseResult parsed, IReadOnlyList<string> features, double bias, IReadOnlyList<double> weights)
    {
        var command = $"botqa tune {parsed.CommandResult.Command.Name} {string.Join(' ', parsed.GetRequiredValue(_paths).Select(path => Path.GetFileName(path.TrimEnd('/'))))} --questions {parsed.GetValue(_questions)}";
        var model = new LinearModelFile(command, Math.Round(bias, 4), features.Zip(weights).ToDictionary(pair => pair.First, pair => Math.Round(pair.Second, 4)));
        var json = JsonSerializer.Serialize(model, BotQAJson.Indented);
        Print(json);
        if (parsed.GetValue(_out) is { } file)
        {
            File.WriteAllText(file, json + "\n");
        }
    }

    private void Print(FormattableString line) => Print(line.ToString(CultureInfo.InvariantCulture));

    private void Print(string line) => _context.Out.Profile.Out.Writer.WriteLine(line);
}
