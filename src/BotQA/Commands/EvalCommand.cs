using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BotQA.Evaluation;
using BotQA.Evaluation.Sets;
using BotQA.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Reading;
using BotQA.Models;
using BotQA.Postgres;
using BotQA.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa eval</c>: asks the questions of an evaluation set and scores the answers.</summary>
internal sealed class EvalCommand : Command
{
    private readonly Argument<string> _path = new("path")
    {
        Description = "A SQuAD v1.1 or v2.0 JSON file, a BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv), or a question-set folder (corpus.jsonl, questions.jsonl; without corpus.jsonl the questions are about the folder of documents). Any file may be gzipped.",
    };

    private readonly Option<bool> _given = new("--given") { Description = "Ask each question of its own document alone, not of the whole corpus." };
    private readonly Option<string?> _predictions = new("--predictions") { Description = "Write one JSON object a question to this file.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the measures as one JSON object." };
    private readonly Option<string?> _unanswerable = new("--unanswerable")
    {
        Description = "Another set whose questions this corpus can't answer: asked too, they count for the AUROC and the share of false answers.",
        HelpName = "PATH",
    };

    private readonly Option<bool> _unrelatedHistory = new("--unrelated-history")
    {
        Description = "Ask each question after a turn about something else, which must not mislead it, instead of after its own history.",
    };

    private readonly Option<bool> _noModel = new("--no-model") { Description = "Quote the answers without the chat model that the settings name. Otherwise each question is sent to it." };
    private readonly Option<int?> _limit = new("--limit") { Description = "Ask at most N questions of each set, spaced evenly.", HelpName = "N", CustomParser = ParsePositive };
    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Questions under way at once; 1 to measure times.",
        HelpName = "N",
        CustomParser = result => ParsePositive(result) ?? 0,
        DefaultValueFactory = _ => new EvaluationOptions().Parallelism,
    };

    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public EvalCommand(CommandContext context, CommonOptions options)
        : base("eval", "Asks the questions of an evaluation set and scores the answers by the sets' own definitions.")
    {
        _context = context;
        _options = options;
        Validators.Add(result =>
        {
            if (result.GetValue(_given) && result.GetValue(_unanswerable) is not null)
            {
                result.AddError("--given and --unanswerable exclude each other: a question of another set has no document in this corpus.");
            }
        });
        Add(_path);
        Add(_given);
        Add(_predictions);
        Add(_json);
        Add(_unanswerable);
        Add(_unrelatedHistory);
        Add(_noModel);
        Add(_limit);
        Add(_parallel);
        Add(options.Knowledge);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa eval dev-v2.0.json --predictions predictions.jsonl",
        "botqa eval beir/scifact --json",
        "botqa eval sets/qed --unanswerable dev-v1.1.json --limit 500",
        "botqa eval my-questions --knowledge my-documents --no-model",
    ];

    private static int? ParsePositive(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no number of questions: give a whole number from 1.");
        return null;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var limit = parsed.GetValue(_limit) ?? int.MaxValue;
        var options = new EvaluationOptions
        {
            Given = parsed.GetValue(_given),
            Parallelism = parsed.GetValue(_parallel),
            UnrelatedHistory = parsed.GetValue(_unrelatedHistory),
            Unanswerable = parsed.GetValue(_unanswerable) is { } other ? (await EvaluationSetReader.ReadAsync(other, cancellationToken)).Sample(limit) : null,
        };
        await using var predictions = parsed.GetValue(_predictions) is { } file ? CreatePredictions(file) : null;
        await using var session = CommandSession.Open(parsed, _options, _context, services =>
        {
            services.UseScratchSchema();
            if (options.Parallelism > 1)
            {
                services.PostConfigure<SpanReaderOptions>(EvaluationOptions.AllowTimeToRead);
            }
        }, useModel: !parsed.GetValue(_noModel));
        session.Find<ScratchSchema>();
        var set = (await EvaluationSetReader.ReadAsync(parsed.GetRequiredValue(_path), token => ReadKnowledgeAsync(session, token), cancellationToken)).Sample(limit);
        WarnOfCost(session, set.Questions.Count + (options.Unanswerable?.Questions.Count ?? 0));
        var run = await RunAsync(session, set, options, cancellationToken);
        foreach (var outcome in predictions is null ? [] : run.Outcomes.Concat(run.OutOfCorpus))
        {
            var prediction = PredictionJson.Of(outcome.Question.Id, outcome.Answer, outcome.Retrieved);
            await predictions!.WriteLineAsync(JsonSerializer.Serialize(prediction, BotQAJson.Line).AsMemory(), cancellationToken);
        }

        Print(EvaluationScorer.Score(run), run, parsed.GetValue(_json));
        return BotQACommandLine.Done;
    }

    private async Task<IReadOnlyList<Document>> ReadKnowledgeAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var results = await session.Get<KnowledgeFolder>().ReadAsync(session.KnowledgePath, cancellationToken).ToListAsync(cancellationToken);
        _context.WarnOf([.. results.Where(result => !result.Succeeded).Select(result => new DocumentFailure(result.Id, result.Failure!))]);
        return [.. results.Select(result => result.Document).OfType<Document>()];
    }

    private void WarnOfCost(CommandSession session, int questions)
    {
        if (session.Find<IChatClient>() is not null)
        {
            var model = session.Get<IOptions<ChatModelOptions>>().Value;
            _context.Error.MarkupLineInterpolated(
                $"[yellow]Up to {questions} questions are sent to {TerminalText.Of($"{model.Provider} {model.Name}")}, with passages, which may cost money.[/] --no-model leaves it out.");
        }
    }

    private Task<EvaluationRun> RunAsync(CommandSession session, EvaluationSet set, EvaluationOptions options, CancellationToken cancellationToken) =>
        ProgressDisplay.RunAsync(_context.Error, display =>
        {
            var indexing = display.Add("Indexing");
            var asking = display.Add("Asking");
            var progress = new CallbackProgress<EvaluationProgress>(p => (p.Stage == EvaluationStage.Indexing ? indexing : asking).Set(p.Done, p.Total));
            return new EvaluationRunner(session.Get<IKnowledgeIndexer>(), session.Get<IQuestionAnswerer>(), session.Get<TimeProvider>())
                .RunAsync(set, options, progress, cancellationToken);
        });

    private void Print(EvaluationReport report, EvaluationRun run, bool json)
    {
        _context.WarnOf(run.Ingestion.Failures);
        if (run.Set.UnlocatedQuotes > 0)
        {
            _context.Error.MarkupLineInterpolated($"[yellow]{run.Set.Name}:[/] {run.Set.UnlocatedQuotes} gold quotes stand in none of their documents and don't count.");
        }

        if (json)
        {
            _context.Out.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(report, BotQAJson.Indented));
        }
        else
        {
            EvaluationPrinter.Print(report, _context.Out);
        }
    }

    private static StreamWriter CreatePredictions(string file)
    {
        try
        {
            return new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The predictions can't be written to '{file}': {e.Message} Name a file that can be written with --predictions.", e);
        }
    }
}
