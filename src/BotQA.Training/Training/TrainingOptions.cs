using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using BotQA.Training.Data;

namespace BotQA.Training.Training;

/// <summary>The recipe's numbers; the defaults are those of the shipped weights.</summary>
internal sealed record TrainingOptions
{
    public required string DataFolder { get; init; }

    public IReadOnlyList<TrainingSet> Sets { get; init; } = TrainingSet.All;

    /// <summary>The encoder that training starts from, and whose word and position embeddings stay.</summary>
    public required EmbeddedModel Package { get; init; }

    /// <summary>Weights to start from in place of the encoder's.</summary>
    public string? StartFrom { get; init; }

    /// <summary>Whether the head of the weights to start from stays, rather than begin anew.</summary>
    public bool KeepsHead { get; init; }

    /// <summary>What to train on: any of <see cref="ExampleSource"/>'s but <see cref="ExampleSource.Pairs"/>.</summary>
    public string Kind { get; init; } = ExampleSource.Questions;

    public required string OutputFolder { get; init; }

    public required TrainingLimits Limits { get; init; }

    public int Seed { get; init; } = 20;

    public int BatchSize { get; init; } = 8;

    /// <summary>The highest learning rate; the head's is three times that.</summary>
    public double PeakRate { get; init; } = 1.5e-4;

    /// <summary>The share of the run over which the rate rises to its peak, from which it falls to zero linearly.</summary>
    public double WarmUp { get; init; } = 0.04;

    /// <summary>How long the first examples are at most, in tokens: short windows teach more per second than long ones.</summary>
    public int ShortTokens { get; init; } = 128;

    /// <summary>The share of the run on short examples; the rest is as long as the reader's input.</summary>
    public double ShortShare { get; init; } = 0.6;

    public double GradientClip { get; init; } = 1;

    /// <summary>The share of numbers that a step leaves out: none where every example is nearly new.</summary>
    public double Dropout { get; init; }

    /// <summary>The weight average's memory: about 1 / (1 - this) steps.</summary>
    public double AverageDecay { get; init; } = 0.998;

    public int Threads { get; init; } = 2;

    /// <summary>Whether the layers work in 16-bit brain floats; see <see cref="Model.ReaderModel.UsesBfloat16"/>.</summary>
    public bool UsesBfloat16 { get; init; }

    public double CheckpointMinutes { get; init; } = 8;

    public double EvaluationMinutes { get; init; } = 25;

    public bool Resume { get; init; }

    public int MaxTokensAt(double progress) => progress < ShortShare ? ShortTokens : ReaderWindow.MaxTokens;

    public double RateAt(double progress) => PeakRate * Math.Min(1, Math.Max(progress, 1e-4) / WarmUp) * Math.Max(0, 1 - progress);
}
