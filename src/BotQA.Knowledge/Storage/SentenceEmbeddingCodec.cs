using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Storage;

/// <summary>Packs unit vectors into a signed byte for each value, as <see cref="KnowledgeChunk.SentenceEmbeddings"/> holds them.</summary>
internal static class SentenceEmbeddingCodec
{
    private const float EmbeddedModelScale = 381;
    private const float UnitScale = 127;

    /// <summary>
    /// The value that would stand for 1. The components of the embedded model's vectors stay below a third, which becomes 127; those of other models
    /// may take all of a vector's length.
    /// </summary>
    /// <param name="dimensions">The length of the vectors.</param>
    public static float ScaleOf(int dimensions) => dimensions == KnowledgeChunk.EmbeddingDimensions ? EmbeddedModelScale : UnitScale;

    /// <summary>Packs vectors one after the other.</summary>
    /// <param name="vectors">Unit vectors of equal length.</param>
    public static byte[] Encode(IReadOnlyList<float[]> vectors)
    {
        var packed = new byte[vectors.Sum(vector => vector.Length)];
        var values = MemoryMarshal.Cast<byte, sbyte>(packed.AsSpan());
        var next = 0;
        foreach (var vector in vectors)
        {
            var scale = ScaleOf(vector.Length);
            foreach (var value in vector)
            {
                values[next++] = (sbyte)Math.Clamp(MathF.Round(value * scale), -127, 127);
            }
        }

        return packed;
    }
}
