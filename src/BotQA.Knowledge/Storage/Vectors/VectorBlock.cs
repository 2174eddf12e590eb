using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Storage.Vectors;

/// <summary>
/// The vectors of up to <c>capacity</c> rows, one after another in memory: as floats, and as 8-bit codes that are four times faster to
/// read. Rows are written once, in order, by one writer; readers read rows that were written before the snapshot they hold was published.
/// </summary>
/// <remarks>
/// <para>The codes make the search faster without making it approximate. For a query u and a row r let r = s c + e with the codes c, and
/// u = t p + d with the codes p. Then u·r - t s (p·c) = u·e + d·(r - e), and so by the Cauchy-Schwarz inequality</para>
/// <para>|u·r - t s (p·c)| &lt;= |u| |e| + |d| (|r| + |e|), where |d| &lt;= |u| sqrt(n) / (2 pmax), as t = max|u| / pmax &lt;= |u| / pmax.</para>
/// <para>p·c is exact. The rounding of the float dot product is at most m ε / (1 - m ε) |u| |r| for any order of summation (Higham 2002,
/// section 3.1) with m = n; a few more ε cover the multiplications by the scales. So the true float score lies within
/// <see cref="ErrorBound"/> of <see cref="Estimate"/>, and a row whose estimate plus bound is below the k-th best estimate minus bound
/// can't be among the best k. All others are scored from their floats.</para>
/// </remarks>
internal sealed class VectorBlock
{
    private const double Epsilon = 1.0 / (1 << 24);
    private const double SmallestLength = 1e-10;
    private const double LargestLength = 1e10;

    private readonly int _dimensions;
    private readonly int _stride;
    private readonly VectorSimilarity _similarity;
    private readonly float[] _values;
    private readonly int _firstValue;
    private readonly sbyte[] _codes;
    private readonly int _firstCode;
    private readonly RowScale[] _scales;

    /// <summary>Reserves memory for a number of rows.</summary>
    public VectorBlock(int dimensions, int capacity, VectorSimilarity similarity)
    {
        _dimensions = dimensions;
        _stride = DotProducts.PaddedLength(dimensions);
        _similarity = similarity;
        (_values, _firstValue) = AllocateAligned<float>(checked(_stride * capacity));
        (_codes, _firstCode) = AllocateAligned<sbyte>(_stride * capacity);
        _scales = new RowScale[capacity];
    }

    /// <summary>The bytes one row takes.</summary>
    public static int BytesPerRow(int dimensions) => DotProducts.PaddedLength(dimensions) * (sizeof(float) + sizeof(sbyte)) + Unsafe.SizeOf<RowScale>();

    /// <summary>The bytes of one row that a search reads before it knows which rows can be among the best.</summary>
    public static int CodeBytesPerRow(int dimensions) => DotProducts.PaddedLength(dimensions) + Unsafe.SizeOf<RowScale>();

    /// <summary>The Euclidean length of a vector.</summary>
    public static double Length(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Says why a vector can't be stored or searched, or null when it can.</summary>
    public static string? Validate(ReadOnlySpan<float> vector, int dimensions)
    {
        if (vector.Length != dimensions)
        {
            return $"has {vector.Length} dimensions instead of {dimensions}";
        }

        var length = Length(vector);
        return length switch
        {
            0 or (>= SmallestLength and <= LargestLength) => null,
            _ when !double.IsFinite(length) => "holds a component that is not a finite number",
            _ => $"has the length {length:g3}, outside the range of {SmallestLength} to {LargestLength} that can be compared reliably",
        };
    }

    /// <summary>Writes a vector, or with an empty span marks that the row has none and is never found.</summary>
    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var values = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in Value(row)), _stride);
        var codes = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in Code(row)), _stride);
        values.Clear();
        codes.Clear();
        if (vector.IsEmpty)
        {
            _scales[row] = RowScale.None;
            return;
        }

        vector.CopyTo(values);
        _scales[row] = Encode(vector, codes);
    }

    /// <summary>Copies a row of another block.</summary>
    public void CopyRow(int row, VectorBlock source, int sourceRow)
    {
        MemoryMarshal.CreateReadOnlySpan(in source.Value(sourceRow), _stride).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in Value(row)), _stride));
        MemoryMarshal.CreateReadOnlySpan(in source.Code(sourceRow), _stride).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in Code(row)), _stride));
        _scales[row] = source._scales[sourceRow];
    }

    /// <summary>The vector of a row as it was written; null when the row has none.</summary>
    public float[]? Read(int row) =>
        float.IsNaN(_scales[row].Factor) ? null : MemoryMarshal.CreateReadOnlySpan(in Value(row), _dimensions).ToArray();

    /// <summary>The similarity of a row and the query; NaN when the row has no vector.</summary>
    public float Score(VectorQuery query, int row) =>
        DotProducts.Dot(in MemoryMarshal.GetReference(query.Values), in Value(row), _stride) * _scales[row].Factor;

    /// <summary>The similarities of consecutive rows and the query.</summary>
    public void Score(VectorQuery query, int firstRow, Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Score(query, firstRow + i);
        }
    }

    /// <summary>Estimates the similarities of consecutive rows from their codes; NaN when a row has no vector.</summary>
    public void Estimate(VectorQuery query, int firstRow, Span<float> estimates)
    {
        ref readonly var codes = ref MemoryMarshal.GetReference(query.Codes);
        for (var i = 0; i < estimates.Length; i++)
        {
            var row = firstRow + i;
            estimates[i] = DotProducts.Dot(in Code(row), in codes, _stride) * (query.CodeScale * _scales[row].CodeScale);
        }
    }

    /// <summary>How far <see cref="Score(VectorQuery, int)"/> of a row can be from its estimate, for a query of length 1.</summary>
    public float ErrorBound(int row) => _scales[row].ErrorBound;

    private static (T[] Array, int First) AllocateAligned<T>(int length)
        where T : unmanaged
    {
        const int CacheLine = 64;
        var array = LargeArray.Allocate<T>(length + (CacheLine / Unsafe.SizeOf<T>()));
        var misalignment = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % CacheLine);
        return (array, misalignment == 0 ? 0 : (CacheLine - misalignment) / Unsafe.SizeOf<T>());
    }

    private ref readonly float Value(int row) => ref _values[_firstValue + (row * _stride)];

    private ref readonly sbyte Code(int row) => ref _codes[_firstCode + (row * _stride)];

    private RowScale Encode(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = 0f;
        foreach (var value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var scale = largest / 127;
        double residual = 0;
        for (var i = 0; scale > 0 && i < vector.Length; i++)
        {
            codes[i] = (sbyte)Math.Clamp(Math.Round(vector[i] / (double)scale), -127, 127);
            var error = vector[i] - ((double)scale * codes[i]);
            residual += error * error;
        }

        var length = Length(vector);
        residual = Math.Sqrt(residual);
        var factor = _similarity == VectorSimilarity.DotProduct ? 1 : length > 0 ? (float)(1 / length) : 0;
        var queryError = Math.Sqrt(_dimensions) / (2 * VectorQuery.LargestCode(_stride));
        var rounding = (_dimensions + 32) * Epsilon / (1 - ((_dimensions + 32) * Epsilon));
        var bound = (residual + ((1.01 * queryError) + rounding) * (length + residual)) * factor;
        return new RowScale(scale * factor, float.BitIncrement((float)bound), factor);
    }

    /// <summary>What turns a row's dot products into similarities.</summary>
    /// <param name="CodeScale">The worth of a step of the codes, times <paramref name="Factor"/>.</param>
    /// <param name="ErrorBound">See <see cref="VectorBlock.ErrorBound"/>.</param>
    /// <param name="Factor">1, or with cosine similarity 1 over the row's length.</param>
    private readonly record struct RowScale(float CodeScale, float ErrorBound, float Factor)
    {
        /// <summary>A row without a vector: NaN compares false with every threshold.</summary>
        public static RowScale None { get; } = new(float.NaN, float.NaN, float.NaN);
    }
}
