using BotQA.Knowledge.Reading;
using static TorchSharp.torch;

namespace BotQA.Training.Training;

/// <summary>Inputs as tensors, padded to the longest or somewhat more.</summary>
/// <param name="Ids">Token ids, [inputs, tokens].</param>
/// <param name="Types">1 for the passage's tokens and the [SEP] after it, [inputs, tokens], floating point.</param>
/// <param name="Mask">1 for tokens, 0 for padding, [inputs, tokens], floating point.</param>
/// <param name="Forbidden">What keeps answers out of question and padding when it is added to the logits, [inputs, tokens].</param>
internal sealed record Batch(Tensor Ids, Tensor Types, Tensor Mask, Tensor Forbidden)
{
    private const float NotAllowed = -10000;

    // Few widths, as the library makes itself a program for every shape that it meets.
    private const int WidthStep = 16;

    public static Batch Of(IReadOnlyList<ReaderWindow> windows)
    {
        var (count, width) = (windows.Count, WidthOf(windows));
        var ids = new long[count * width];
        var types = new float[count * width];
        var mask = new float[count * width];
        var forbidden = new float[count * width];
        Array.Fill(forbidden, NotAllowed);
        for (var row = 0; row < count; row++)
        {
            var (window, at) = (windows[row], row * width);
            forbidden[at] = 0;
            for (var i = 0; i < window.Ids.Length; i++)
            {
                ids[at + i] = window.Ids[i];
                types[at + i] = i >= window.PassageStart ? 1 : 0;
                mask[at + i] = 1;
            }

            forbidden.AsSpan(at + window.PassageStart, window.PassageEnd - window.PassageStart).Clear();
        }

        long[] shape = [count, width];
        return new Batch(tensor(ids, shape), tensor(types, shape), tensor(mask, shape), tensor(forbidden, shape));
    }

    private static int WidthOf(IReadOnlyList<ReaderWindow> windows) => (windows.Max(w => w.Ids.Length) + WidthStep - 1) / WidthStep * WidthStep;
}
