using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>
/// A checksum at the end of a graph's file, so that a damaged file is noticed without the weights it was made from. It is
/// written as one more entry of the model's metadata (<c>ModelProto.metadata_props</c>), so the file stays an ordinary ONNX file.
/// </summary>
internal static class GraphSeal
{
    private const int BlockBytes = 1 << 18;

    // Field 14 with 74 bytes: field 1, the key of 6 bytes, then field 2, the value of 64 bytes.
    private static readonly byte[] Prefix = [(14 << 3) | 2, 74, (1 << 3) | 2, 6, .. "sha256"u8, (2 << 3) | 2, 64];

    private static readonly int Length = Prefix.Length + (SHA256.HashSizeInBytes * 2);

    /// <summary>Appends the seal to a stream that holds a whole graph and can be read from its start.</summary>
    public static void Append(Stream graph)
    {
        var digest = Hash(graph, graph.Length);
        graph.Position = graph.Length;
        graph.Write(Prefix);
        graph.Write(Encoding.ASCII.GetBytes(digest));
    }

    /// <summary>Whether a stream ends with a seal that fits what precedes it.</summary>
    public static bool Verify(Stream graph)
    {
        var contentLength = graph.Length - Length;
        if (contentLength <= 0)
        {
            return false;
        }

        var expected = Hash(graph, contentLength);
        Span<byte> seal = stackalloc byte[Length];
        graph.ReadExactly(seal);
        return seal[..Prefix.Length].SequenceEqual(Prefix) && seal[Prefix.Length..].SequenceEqual(Encoding.ASCII.GetBytes(expected));
    }

    private static string Hash(Stream stream, long count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        stream.Position = 0;
        while (count > 0)
        {
            var read = stream.Read(block, 0, (int)Math.Min(count, block.Length));
            if (read == 0)
            {
                throw new EndOfStreamException("The graph's file became shorter while it was read.");
            }

            hash.AppendData(block, 0, read);
            count -= read;
        }

        ArrayPool<byte>.Shared.Return(block);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
