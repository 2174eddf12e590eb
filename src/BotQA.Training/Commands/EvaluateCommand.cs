using System.CommandLine;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;

namespace BotQA.Training.Commands;

/// <summary><c>evaluate</c>: measures a reader on the parts of the sets that training never sees.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var threads = CommonOptions.Threads();
        var reader = new Option<string>("--reader") { Description = "The reader's weights.", DefaultValueFactory = _ => "artifacts/reader/reader.safetensors" };
        var sets = new Option<string[]>("--set") { Description = "Only these sets.", AllowMultipleArgumentsPerToken = true };
        var limit = new Option<int>("--limit") { Description = "At most so many questions of each set.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("evaluate", "Measures a reader on held-out questions.") { data, model, threads, reader, sets, limit };
        command.SetAction(arguments =>
        {
            TorchSharp.torch.set_num_threads(arguments.GetValue(threads));
            var package = new EmbeddedModel(arguments.GetValue(model));
            var encoder = new TextEncoder(package);
            var wanted = arguments.GetValue(sets) ?? [];
            var corpus = Corpus.Load(arguments.GetRequiredValue(data), encoder, TrainingSet.All);
            var heldOut = corpus.HeldOut.Where(s => wanted.Length == 0 || wanted.Contains(s.Name));
            var weights = new ReaderModel(package, arguments.GetRequiredValue(reader));
            var evaluator = new ReaderEvaluator(heldOut, arguments.GetValue(limit));
            foreach (var report in evaluator.Evaluate(new SpanPredictor(weights, encoder)))
            {
                Console.WriteLine(report);
            }
        });
        return command;
    }
}
