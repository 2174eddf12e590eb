using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>
/// A file of blocks, each with its length before and the beginning of its SHA-256 behind it. Blocks are only ever added at the end, so a
/// process that dies leaves whole blocks and at most one that is noticed to be broken.
/// </summary>
internal sealed class BlockFile : IDisposable
{
    public const int ChecksumBytes = 16;

    private readonly SafeFileHandle _handle;

    private BlockFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>Where the next block is written.</summary>
    public long End { get; private set; }

    /// <summary>Whether something lies behind the last whole block.</summary>
    public bool IsDamaged => RandomAccess.GetLength(_handle) > End;

    /// <summary>Opens a file to read, and with <paramref name="canWrite"/> to add blocks to.</summary>
    public static BlockFile Open(string path, bool canWrite) => new(File.OpenHandle(
        path, FileMode.Open, canWrite ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Creates a file, replacing one that exists.</summary>
    public static BlockFile Create(string path) => new(File.OpenHandle(
        path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Hands on each whole block in order; ends before the first that is broken, from where blocks are added.</summary>
    public void Scan(Action<BlockRange, ReadOnlySpan<byte>> take)
    {
        var buffer = Array.Empty<byte>();
        var length = RandomAccess.GetLength(_handle);
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        while (length - End > sizeof(int))
        {
            ReadExactly(prefix, End);
            var block = new BlockRange(End + sizeof(int), MemoryMarshal.Read<int>(prefix));
            if (block.Length < 0 || block.End > length)
            {
                return;
            }

            if (buffer.Length < block.Length + ChecksumBytes)
            {
                buffer = new byte[Math.Max(1 << 16, (int)Math.Min(Array.MaxLength, 2L * (block.Length + ChecksumBytes)))];
            }

            var read = buffer.AsSpan(0, block.Length + ChecksumBytes);
            ReadExactly(read, block.Offset);
            if (!Checksum(read[..block.Length]).AsSpan().SequenceEqual(read[block.Length..]))
            {
                return;
            }

            take(block, read[..block.Length]);
            End = block.End;
        }
    }

    /// <summary>The content of a block.</summary>
    public byte[] Read(BlockRange block)
    {
        var content = new byte[block.Length];
        ReadExactly(content, block.Offset);
        return content;
    }

    /// <summary>Adds a block, over whatever lies behind the last whole one.</summary>
    public BlockRange Append(ReadOnlySpan<byte> content)
    {
        var block = new BlockRange(End + sizeof(int), content.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(checked((int)block.Total));
        try
        {
            var bytes = buffer.AsSpan(0, (int)block.Total);
            var length = content.Length;
            MemoryMarshal.Write(bytes, in length);
            content.CopyTo(bytes[sizeof(int)..]);
            Checksum(content).CopyTo(bytes[(sizeof(int) + content.Length)..]);
            if (IsDamaged)
            {
                RandomAccess.SetLength(_handle, End);
            }

            RandomAccess.Write(_handle, bytes, End);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        End = block.End;
        return block;
    }

    /// <summary>Has the system write to the disk what it still holds.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();

    private static byte[] Checksum(ReadOnlySpan<byte> content) => SHA256.HashData(content)[..ChecksumBytes];

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_handle, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The index became shorter while it was read.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}
