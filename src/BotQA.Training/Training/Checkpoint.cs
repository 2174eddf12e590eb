using System.Globalization;
using BotQA.Training.Model;

namespace BotQA.Training.Training;

/// <summary>Where a run stood: all that is needed to go on as if it had not stopped.</summary>
internal sealed record Checkpoint(int Steps, double Progress, double ActiveSeconds, int MaxTokens, int Seed, int BatchSize)
{
    public static void Save(string file, Checkpoint checkpoint, AdamW optimizer) =>
        SafeTensors.Write(file, [.. optimizer.State()], NumberFormat.Single, new Dictionary<string, string>
        {
            ["steps"] = checkpoint.Steps.ToString(CultureInfo.InvariantCulture),
            ["progress"] = checkpoint.Progress.ToString("R", CultureInfo.InvariantCulture),
            ["activeSeconds"] = checkpoint.ActiveSeconds.ToString("R", CultureInfo.InvariantCulture),
            ["maxTokens"] = checkpoint.MaxTokens.ToString(CultureInfo.InvariantCulture),
            ["seed"] = checkpoint.Seed.ToString(CultureInfo.InvariantCulture),
            ["batchSize"] = checkpoint.BatchSize.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>Puts the weights and the optimiser back as they were.</summary>
    /// <exception cref="InvalidDataException">The checkpoint was made with another seed or batch size, so its batches can't be continued.</exception>
    public static Checkpoint Restore(string file, AdamW optimizer, TrainingOptions options)
    {
        var state = SafeTensors.Read(file, out var metadata);
        int Whole(string key) => int.Parse(metadata[key], CultureInfo.InvariantCulture);
        double Real(string key) => double.Parse(metadata[key], CultureInfo.InvariantCulture);
        var checkpoint = new Checkpoint(Whole("steps"), Real("progress"), Real("activeSeconds"), Whole("maxTokens"), Whole("seed"), Whole("batchSize"));
        if (checkpoint.Seed != options.Seed || checkpoint.BatchSize != options.BatchSize)
        {
            throw new InvalidDataException(
                $"{file} was made with --seed {checkpoint.Seed} --batch {checkpoint.BatchSize}. Resume with these, or start anew in another output folder.");
        }

        optimizer.Restore(state, checkpoint.Steps);
        return checkpoint;
    }
}
