using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BotQA.Knowledge.Storage.Vectors;

/// <summary>The inner loops of vector search. Lengths are multiples of <see cref="Padding"/>.</summary>
/// <remarks>
/// <para>A scan is bound by memory, not by arithmetic, so rows are read one after another as a single stream: where this was tuned (Zen 3)
/// that was a quarter faster than four rows at a time (<c>tests/BotQA.Benchmarks/Storage/README.md</c>).</para>
/// <para>Both loops are optimised when they are first called: the first search of a large collection would be over before the runtime
/// noticed that it pays.</para>
/// </remarks>
internal static class DotProducts
{
    /// <summary>Rows are padded with zeros to a multiple of this many components, so that no loop has a remainder.</summary>
    public const int Padding = 64;

    private const int PrefetchDistance = 2048;

    /// <summary>Whether this processor has the integer instructions that the dot product of codes needs.</summary>
    public static bool SupportsCodes => Avx2.IsSupported;

    /// <summary>Rounds a number of components up to a multiple of <see cref="Padding"/>.</summary>
    public static int PaddedLength(int dimensions) => checked(dimensions + Padding - 1) / Padding * Padding;

    /// <summary>The dot product of two rows of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ref readonly float left, ref readonly float right, int length)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return TensorPrimitives.Dot(MemoryMarshal.CreateReadOnlySpan(in left, length), MemoryMarshal.CreateReadOnlySpan(in right, length));
        }

        ref var x = ref Unsafe.AsRef(in left);
        ref var y = ref Unsafe.AsRef(in right);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint i = 0; i < (nuint)length; i += 32)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 8), Vector256.LoadUnsafe(ref y, i + 8), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 16), Vector256.LoadUnsafe(ref y, i + 16), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 24), Vector256.LoadUnsafe(ref y, i + 24), sum3);
        }

        return Vector256.Sum((sum0 + sum1) + (sum2 + sum3));
    }

    /// <summary>The exact dot product of a row of 8-bit codes and the query's 16-bit codes. Needs <see cref="SupportsCodes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe int Dot(ref readonly sbyte row, ref readonly short query, int length)
    {
        ref var x = ref Unsafe.AsRef(in row);
        ref var y = ref Unsafe.AsRef(in query);
        Vector256<int> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint i = 0; i < (nuint)length; i += 64)
        {
            // The hardware's own prefetching stops at each page; a hint never faults, so running past the block's end is harmless.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref x, i + PrefetchDistance)));
            sum0 += Multiply(ref x, ref y, i);
            sum1 += Multiply(ref x, ref y, i + 16);
            sum2 += Multiply(ref x, ref y, i + 32);
            sum3 += Multiply(ref x, ref y, i + 48);
        }

        return Vector256.Sum((sum0 + sum1) + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Multiply(ref sbyte row, ref short query, nuint offset) =>
        Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, offset)), Vector256.LoadUnsafe(ref query, offset));
}
