using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Reading;

/// <summary>Settings of the reader.</summary>
public sealed class SpanReaderOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Reading";

    /// <summary>
    /// The reader's weights, absolute or relative to the application; a file of the same name with <c>.sha256</c> added lies beside it.
    /// Default: <c>model/reader.safetensors</c>.
    /// </summary>
    [Required(ErrorMessage = "Reading:WeightsPath has to name the reader's weights.")]
    public string WeightsPath { get; set; } = Path.Combine("model", "reader.safetensors");

    /// <summary>Whether to compute with 8-bit integers, nearly twice as fast and slightly less exact. Default: true.</summary>
    public bool Quantized { get; set; } = true;

    /// <summary>How many passages are read at the same time, each on its own thread, at least 1. Default: the number of processors, at most 4.</summary>
    [Range(1, 1024)]
    public int Threads { get; set; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>How long the passages of a question may take. No further one is begun that would probably end later; the first is always read. Default: 150 ms.</summary>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromMilliseconds(150);
}
