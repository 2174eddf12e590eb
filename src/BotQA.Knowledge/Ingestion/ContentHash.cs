using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion;

/// <summary>The first 128 bits of a SHA-256: equal hashes, equal content.</summary>
internal readonly record struct ContentHash(UInt128 Value)
{
    /// <summary>The hash of a file's bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return new ContentHash(MemoryMarshal.Read<UInt128>(digest));
    }

    /// <summary>The hash of all that a chunk's vectors depend on, apart from the model: its text, its sentences, and what it stands under.</summary>
    public static ContentHash Of(KnowledgeChunk chunk)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, chunk.Title);
        Append(hash, chunk.Section);
        Append(hash, chunk.Text);
        foreach (var offset in chunk.SentenceOffsets)
        {
            Append(hash, offset - chunk.Start);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new ContentHash(MemoryMarshal.Read<UInt128>(digest));
    }

    private static void Append(IncrementalHash hash, string text)
    {
        Append(hash, text.Length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Append(IncrementalHash hash, int number) => hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
