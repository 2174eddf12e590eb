namespace BotQA.Knowledge.Reading;

/// <summary>How passages are read.</summary>
public sealed class SpanReaderOptions
{
    /// <summary>
    /// The reader's weights; relative paths start at the application. The default is <c>model/reader.safetensors</c>. A file of the same
    /// name with <c>.sha256</c> added has to lie beside it.
    /// </summary>
    public string WeightsPath { get; set; } = Path.Combine("model", "reader.safetensors");

    /// <summary>Whether the matrices are multiplied as 8-bit integers, about twice as fast and slightly less exact. On by default.</summary>
    public bool Quantized { get; set; } = true;

    /// <summary>How many processor cores one question may use, at least 1. By default all, at most 4.</summary>
    public int Threads { get; set; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>No further batch is begun when it would probably end later than this after the start; the first always runs. By default 150 ms.</summary>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromMilliseconds(150);
}
