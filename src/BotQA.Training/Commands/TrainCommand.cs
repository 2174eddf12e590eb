using System.CommandLine;
using System.Globalization;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Training;

namespace BotQA.Training.Commands;

/// <summary><c>train</c>: fine-tunes the encoder and writes the reader's weights.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var threads = CommonOptions.Threads();
        var kind = CommonOptions.Kind();
        var from = new Option<string?>("--from") { Description = "Weights to start from, a reader's for the support model; by default the encoder's." };
        var output = new Option<string>("--output") { Description = "Where the weights and checkpoints go.", DefaultValueFactory = _ => "artifacts/reader" };
        var examples = new Option<int?>("--examples") { Description = "Train on so many examples; repeats exactly." };
        var minutes = new Option<double?>("--minutes") { Description = "Train for so many minutes of work, pauses not counted." };
        var until = new Option<string?>("--until") { Description = "End at this time of day (HH:mm) at the latest." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 20 };
        var batch = new Option<int>("--batch") { Description = "Examples a step.", DefaultValueFactory = _ => 8 };
        var rate = new Option<double>("--rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => 1.5e-4 };
        var keepHead = new Option<bool>("--keep-head") { Description = "Go on with the head of the weights to start from." };
        var dropout = new Option<double>("--dropout") { Description = "The share of numbers that a step leaves out, where examples come back." };
        var bfloat16 = new Option<bool>("--bfloat16") { Description = "Multiply in 16-bit brain floats: for processors with AVX512-BF16 or AMX." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint in the output folder, if there is one." };
        var command = new Command("train", "Trains the reader or the support model.") { data, model, kind, from, threads, output, examples, minutes, until, seed, batch, rate, keepHead, dropout, bfloat16, resume };
        command.Validators.Add(result =>
        {
            if (result.GetValue(examples) is null && result.GetValue(minutes) is null && result.GetValue(until) is null)
            {
                result.AddError("Say when to stop: --examples, --minutes or --until.");
            }

            if (result.GetValue(kind) == ExampleSource.Pairs)
            {
                result.AddError("Pairs have no labels to train on here: export them, and train with train_gpu.py.");
            }
        });
        command.SetAction((arguments, cancellationToken) =>
        {
            var options = new TrainingOptions
            {
                DataFolder = arguments.GetRequiredValue(data),
                Package = new EmbeddedModel(arguments.GetValue(model)),
                Kind = arguments.GetRequiredValue(kind),
                StartFrom = arguments.GetValue(from),
                OutputFolder = arguments.GetRequiredValue(output),
                Limits = new TrainingLimits(arguments.GetValue(examples), arguments.GetValue(minutes), Today(arguments.GetValue(until))),
                Seed = arguments.GetValue(seed),
                BatchSize = arguments.GetValue(batch),
                PeakRate = arguments.GetValue(rate),
                Threads = arguments.GetValue(threads),
                KeepsHead = arguments.GetValue(keepHead),
                Dropout = arguments.GetValue(dropout),
                UsesBfloat16 = arguments.GetValue(bfloat16),
                Resume = arguments.GetValue(resume),
            };
            var log = new TrainingLog(Console.Out, TimeProvider.System, isTerminal: !Console.IsOutputRedirected);
            new Trainer(options, log, TimeProvider.System).Run(cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static DateTimeOffset? Today(string? time)
    {
        if (time is null)
        {
            return null;
        }

        var now = TimeProvider.System.GetLocalNow();
        var at = new DateTimeOffset(now.Date + TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan(), now.Offset);
        return at > now ? at : at.AddDays(1);
    }
}
