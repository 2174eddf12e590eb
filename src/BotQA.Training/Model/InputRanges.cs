using BotQA.Knowledge.Reading;
using BotQA.Training.Training;
using static TorchSharp.torch;

namespace BotQA.Training.Model;

/// <summary>
/// Measures the largest magnitude of each input of the layers that 8-bit arithmetic has to scale. The figures ship with the weights,
/// as <c>NAME.input_range</c>.
/// </summary>
internal static class InputRanges
{
    /// <summary>What the names of ranges end with.</summary>
    public const string Suffix = ".input_range";

    /// <summary>How many training examples are enough.</summary>
    public const int Sampled = 96;

    /// <summary>The ranges over <paramref name="windows"/>, which are run one by one, as padding would distort them.</summary>
    public static IReadOnlyList<NamedTensor> Measure(ReaderModel model, IEnumerable<ReaderWindow> windows)
    {
        var ranges = new SortedDictionary<string, float[]>(StringComparer.Ordinal);
        using var noGradient = no_grad();
        model.InputObserver = (layer, input) =>
        {
            var largest = input.abs().amax([0, 1]).data<float>().ToArray();
            ranges[layer] = ranges.TryGetValue(layer, out var earlier) ? [.. earlier.Zip(largest, MathF.Max)] : largest;
        };
        foreach (var window in windows)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var batch = Batch.Of([window]);
            model.Forward(batch.Ids, batch.Types, batch.Mask);
        }

        model.InputObserver = null;
        return [.. ranges.Select(r => new NamedTensor(r.Key + Suffix, [r.Value.Length], r.Value))];
    }
}
