using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Storage;

/// <summary>Packs unit vectors into a signed byte for each value, as <see cref="KnowledgeChunk.SentenceEmbeddings"/> holds them.</summary>
internal static class SentenceEmbeddingCodec
{
    /// <summary>The value that would stand for 1: the components of unit vectors in 384 dimensions stay below a third, which becomes 127.</summary>
    public const float Scale = 381;

    /// <summary>Packs vectors one after the other.</summary>
    /// <param name="vectors">Unit vectors of equal length.</param>
    public static byte[] Encode(IReadOnlyList<float[]> vectors)
    {
        var packed = new byte[vectors.Sum(vector => vector.Length)];
        var values = MemoryMarshal.Cast<byte, sbyte>(packed.AsSpan());
        var next = 0;
        foreach (var vector in vectors)
        {
            foreach (var value in vector)
            {
                values[next++] = (sbyte)Math.Clamp(MathF.Round(value * Scale), -127, 127);
            }
        }

        return packed;
    }
}
