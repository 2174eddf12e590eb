using System.CommandLine;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Training.Commands;

/// <summary><c>evaluate</c>: measures a reader on the parts of the sets that training never sees.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var threads = CommonOptions.Threads();
        var reader = CommonOptions.Reader();
        var sets = new Option<string[]>("--set") { Description = "Only these sets.", AllowMultipleArgumentsPerToken = true };
        var limit = new Option<int>("--limit") { Description = "At most so many questions of each set.", DefaultValueFactory = _ => int.MaxValue };
        var engine = new Option<string>("--engine") { Description = "torch (as trained), full or int8 (as shipped).", DefaultValueFactory = _ => "int8" };
        engine.AcceptOnlyFromAmong("torch", "full", "int8");
        var command = new Command("evaluate", "Measures a reader on held-out questions.") { data, model, threads, reader, sets, limit, engine };
        command.SetAction(arguments =>
        {
            var package = new EmbeddedModel(arguments.GetValue(model));
            var encoder = new TextEncoder(package);
            var wanted = arguments.GetValue(sets) ?? [];
            var corpus = Corpus.Load(arguments.GetRequiredValue(data), encoder, TrainingSet.All);
            var heldOut = corpus.HeldOut.Where(s => wanted.Length == 0 || wanted.Contains(s.Name));
            var evaluator = new ReaderEvaluator(heldOut, arguments.GetValue(limit));
            foreach (var report in evaluator.Evaluate(Predictor(arguments.GetRequiredValue(engine), package, encoder, arguments.GetRequiredValue(reader), arguments.GetValue(threads))))
            {
                Console.WriteLine(report);
            }
        });
        return command;
    }

    private static ISpanPredictor Predictor(string engine, EmbeddedModel package, TextEncoder encoder, string reader, int threads)
    {
        if (engine == "torch")
        {
            TorchSharp.torch.set_num_threads(threads);
            return new TorchPredictor(new ReaderModel(package, reader), encoder);
        }

        var options = new SpanReaderOptions { WeightsPath = Path.GetFullPath(reader), Quantized = engine == "int8", Threads = 1 };
        return new RuntimePredictor(new SpanReader(
            package,
            WordPieceTokenizer.Load(package),
            Options.Create(options),
            Options.Create(new EmbeddingOptions()),
            TimeProvider.System,
            NullLogger<SpanReader>.Instance));
    }
}
