using System.Numerics.Tensors;

namespace BotQA.Knowledge.Storage.Vectors;

/// <summary>A vector that is searched for, in the forms the scan needs.</summary>
internal sealed class VectorQuery
{
    private readonly float[] _values;
    private readonly short[] _codes;

    /// <summary>Prepares a query.</summary>
    /// <param name="vector">Its components; finite, of a length that <see cref="VectorBlock.Validate"/> accepts.</param>
    /// <param name="similarity">With <see cref="VectorSimilarity.Cosine"/> the vector is scaled to unit length.</param>
    public VectorQuery(ReadOnlySpan<float> vector, VectorSimilarity similarity)
    {
        Dimensions = vector.Length;
        var padded = DotProducts.PaddedLength(vector.Length);
        _values = new float[padded];
        _codes = new short[padded];
        vector.CopyTo(_values);
        if (similarity == VectorSimilarity.Cosine)
        {
            var length = VectorBlock.Length(vector);
            TensorPrimitives.Multiply(_values, length > 0 ? (float)(1 / length) : 0, _values);
        }

        Length = float.BitIncrement((float)VectorBlock.Length(_values));
        var largest = TensorPrimitives.MaxMagnitude(_values.AsSpan());
        CodeScale = Math.Abs(largest) / LargestCode(padded);
        if (CodeScale > 0)
        {
            for (var i = 0; i < vector.Length; i++)
            {
                _codes[i] = (short)Math.Round(_values[i] / (double)CodeScale);
            }
        }
    }

    /// <summary>The number of components.</summary>
    public int Dimensions { get; }

    /// <summary>The Euclidean length, rounded up.</summary>
    public float Length { get; }

    /// <summary>What a step of <see cref="Codes"/> is worth.</summary>
    public float CodeScale { get; }

    /// <summary>The components, padded with zeros.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The components divided by <see cref="CodeScale"/> and rounded, padded with zeros.</summary>
    public ReadOnlySpan<short> Codes => _codes;

    /// <summary>The largest code for which the dot product with any row of 8-bit codes fits into 32 bits.</summary>
    public static int LargestCode(int paddedLength) => Math.Min(short.MaxValue - 1, int.MaxValue / (127 * paddedLength));
}
