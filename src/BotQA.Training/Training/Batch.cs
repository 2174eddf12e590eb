using static TorchSharp.torch;

namespace BotQA.Training.Training;

/// <summary>Examples as tensors, padded to the longest.</summary>
internal sealed record Batch(Tensor Ids, Tensor Types, Tensor Mask, Tensor Forbidden, Tensor Starts, Tensor Ends)
{
    private const float NotAllowed = -10000;

    public static Batch Of(IReadOnlyList<ReaderExample> examples)
    {
        var (count, width) = (examples.Count, examples.Max(e => e.Ids.Length));
        var ids = new long[count * width];
        var types = new float[count * width];
        var mask = new float[count * width];
        var forbidden = new float[count * width];
        Array.Fill(forbidden, NotAllowed);
        for (var row = 0; row < count; row++)
        {
            var (example, at) = (examples[row], row * width);
            forbidden[at] = 0;
            for (var i = 0; i < example.Ids.Length; i++)
            {
                ids[at + i] = example.Ids[i];
                types[at + i] = i >= example.PassageStart ? 1 : 0;
                mask[at + i] = 1;
            }

            forbidden.AsSpan(at + example.PassageStart, example.PassageEnd - example.PassageStart).Clear();
        }

        long[] shape = [count, width];
        return new Batch(
            tensor(ids, shape),
            tensor(types, shape),
            tensor(mask, shape),
            tensor(forbidden, shape),
            tensor(examples.Select(e => (long)e.Start).ToArray()),
            tensor(examples.Select(e => (long)e.End).ToArray()));
    }
}
