using System.CommandLine;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;
using BotQA.Training.Training;

namespace BotQA.Training.Commands;

/// <summary><c>export</c>: writes the examples that a run would train on, for <c>train_gpu.py</c>.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var kind = CommonOptions.Kind();
        var output = new Option<string>("--output") { Description = "The folder to write.", Required = true };
        var examples = new Option<int>("--examples") { Description = "How many.", Required = true };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 20 };
        var batch = new Option<int>("--batch") { Description = "Examples a step: so many in a row are of like length.", DefaultValueFactory = _ => 32 };
        var heldOut = new Option<bool>("--held-out") { Description = "Examples from what training never sees, to measure on." };
        var command = new Command("export", "Writes training examples for train_gpu.py.") { data, model, kind, output, examples, seed, batch, heldOut };
        command.SetAction(arguments =>
        {
            var all = ExampleSource.Open(
                arguments.GetRequiredValue(kind),
                arguments.GetRequiredValue(data),
                arguments.GetValue(heldOut),
                new TextEncoder(new EmbeddedModel(arguments.GetValue(model))),
                arguments.GetValue(seed),
                arguments.GetValue(batch));
            Console.WriteLine($"{ExampleFiles.Write(arguments.GetRequiredValue(output), all.Take(arguments.GetRequiredValue(examples)))} examples");
        });
        return command;
    }
}
