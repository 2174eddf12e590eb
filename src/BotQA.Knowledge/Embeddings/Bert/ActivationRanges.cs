using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>
/// The largest inputs the embedded model's layers were seen to take, per channel, on a sample of Wikipedia paragraphs: what
/// 8-bit quantisation needs to know about outliers. Measured by <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- embedding-ranges SQUAD-FILE OUTPUT</c>.
/// </summary>
internal static class ActivationRanges
{
    /// <summary>Reads the ranges: a tensor <c>NAME.input_range</c> for each layer they were measured for.</summary>
    public static ModelWeights Load()
    {
        using var resource = typeof(ActivationRanges).Assembly.GetManifestResourceStream("BotQA.Knowledge.activation-ranges.safetensors")
            ?? throw new InvalidOperationException("The resource activation-ranges.safetensors is not in the assembly.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return SafetensorsReader.Read(content);
    }
}
