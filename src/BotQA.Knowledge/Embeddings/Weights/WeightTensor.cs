using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Embeddings.Weights;

/// <summary>One tensor of a model's weights: its shape and its values as they lie in the file, row by row, little-endian.</summary>
/// <param name="Shape">The length of each dimension, outermost first.</param>
/// <param name="IsHalf">Whether the values are 16-bit floats; otherwise they are 32-bit floats.</param>
/// <param name="Data">The values.</param>
internal sealed record WeightTensor(IReadOnlyList<int> Shape, bool IsHalf, ReadOnlyMemory<byte> Data)
{
    /// <summary>A tensor of 32-bit floats.</summary>
    public static WeightTensor FromSingles(IReadOnlyList<int> shape, float[] values) => new(shape, IsHalf: false, MemoryMarshal.AsBytes<float>(values).ToArray());

    /// <summary>The values as 32-bit floats.</summary>
    public float[] ToSingles()
    {
        if (!IsHalf)
        {
            return MemoryMarshal.Cast<byte, float>(Data.Span).ToArray();
        }

        var halves = MemoryMarshal.Cast<byte, Half>(Data.Span);
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }
}
