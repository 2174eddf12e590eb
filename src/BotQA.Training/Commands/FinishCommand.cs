using System.CommandLine;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;
using BotQA.Training.Model;
using BotQA.Training.Training;

namespace BotQA.Training.Commands;

/// <summary><c>finish</c>: adds to weights what 8-bit arithmetic wants to know of them, and their hash, so that they can ship.</summary>
internal static class FinishCommand
{
    private const int Seed = 20;
    private const int BatchSize = 8;

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var kind = CommonOptions.Kind();
        var weights = new Option<string[]>("--weights") { Description = "What train_gpu.py or train wrote; of several files the mean is taken.", Required = true, AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--output") { Description = "The file to write; the hash goes beside it.", Required = true };
        var packed = new Option<bool>("--packed") { Description = "Write matrices as 8-bit integers: half the size." };
        var command = new Command("finish", "Makes weights ready to ship.") { data, model, kind, weights, output, packed };
        command.SetAction(arguments =>
        {
            var package = new EmbeddedModel(arguments.GetValue(model));
            var file = arguments.GetRequiredValue(output);
            var tensors = SafeTensors.Mean(arguments.GetRequiredValue(weights), leftOut: InputRanges.Suffix);
            SafeTensors.Write(file, tensors, NumberFormat.Half);
            var examples = ExampleSource.Open(
                arguments.GetRequiredValue(kind), arguments.GetRequiredValue(data), heldOut: false, new TextEncoder(package), Seed, BatchSize);
            var ranges = InputRanges.Measure(new ReaderModel(package, file), examples.Take(InputRanges.Sampled).Select(e => e.Window));
            var hash = ReaderFile.Write(file, [.. tensors, .. ranges], arguments.GetValue(packed) ? NumberFormat.Packed : NumberFormat.Half);
            Console.WriteLine($"SHA-256 {hash}");
        });
        return command;
    }
}
