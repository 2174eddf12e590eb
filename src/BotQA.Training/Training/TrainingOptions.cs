namespace BotQA.Training.Training;

/// <summary>The recipe's numbers; the defaults are those of the shipped weights.</summary>
internal sealed record TrainingOptions
{
    public required string DataFolder { get; init; }

    public required string ModelFolder { get; init; }

    public required string OutputFolder { get; init; }

    public required TrainingLimits Limits { get; init; }

    public int Seed { get; init; } = 20;

    public int BatchSize { get; init; } = 12;

    /// <summary>The highest learning rate; the head's is three times that.</summary>
    public double PeakRate { get; init; } = 1.5e-4;

    /// <summary>The share of the run over which the rate rises to its peak, from which it falls to zero linearly.</summary>
    public double WarmUp { get; init; } = 0.04;

    public double Dropout { get; init; }

    public double GradientClip { get; init; } = 1;

    /// <summary>The weight average's memory: about 1 / (1 - this) steps.</summary>
    public double AverageDecay { get; init; } = 0.998;

    public int Threads { get; init; } = 2;

    public double CheckpointMinutes { get; init; } = 8;

    public double EvaluationMinutes { get; init; } = 25;

    public bool Resume { get; init; }

    public string PackageWeights => Path.Combine(ModelFolder, "model.fp16.safetensors");

    public string TokenizerFile => Path.Combine(ModelFolder, "tokenizer.json");

    public double RateAt(double progress) => PeakRate * Math.Min(1, Math.Max(progress, 1e-4) / WarmUp) * Math.Max(0, 1 - progress);
}
