using System.Buffers;
using System.IO.Hashing;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>
/// A file of blocks, each with its length before and its XXH128 behind it. Blocks are only ever added at the end, so a process that dies
/// leaves whole blocks and at most one that is noticed to be broken.
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

    /// <summary>
    /// Makes something of each whole block, on several threads, and gives it in order. It ends before the first block that is broken, from
    /// where blocks are added.
    /// </summary>
    public IReadOnlyList<(BlockRange Block, T Made)> Scan<T>(Func<ReadOnlySpan<byte>, T> make)
    {
        var blocks = Ranges();
        var made = new (BlockRange, T)?[blocks.Count];
        try
        {
            Parallel.For(0, blocks.Count, i => made[i] = Verified(blocks[i], make));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }

        var whole = made.TakeWhile(block => block is not null).Select(block => block!.Value).ToList();
        End = whole.Count == 0 ? 0 : whole[^1].Item1.End;
        return whole;
    }

    /// <summary>Makes something of the content of a block. Safe from many threads.</summary>
    public T Read<T>(BlockRange block, Func<ReadOnlySpan<byte>, T> make)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(block.Length);
        try
        {
            var content = buffer.AsSpan(0, block.Length);
            ReadExactly(_handle, content, block.Offset);
            return make(content);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The content of a block.</summary>
    public byte[] Read(BlockRange block) => Read(block, content => content.ToArray());

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
            var checksum = Checksum(content);
            MemoryMarshal.Write(bytes[(sizeof(int) + content.Length)..], in checksum);
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

    // Against damage, not against attackers: whoever can write here could write a fitting checksum too.
    private static UInt128 Checksum(ReadOnlySpan<byte> content) => XxHash128.HashToUInt128(content);

    private static void ReadExactly(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The index became shorter while it was read.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    // By their lengths alone; what follows a broken one means nothing.
    private List<BlockRange> Ranges()
    {
        var blocks = new List<BlockRange>();
        var length = RandomAccess.GetLength(_handle);
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        for (var end = 0L; length - end > sizeof(int);)
        {
            ReadExactly(_handle, prefix, end);
            var block = new BlockRange(end + sizeof(int), MemoryMarshal.Read<int>(prefix));
            if (block.Length < 0 || block.Length > Array.MaxLength - ChecksumBytes || block.End > length)
            {
                break;
            }

            blocks.Add(block);
            end = block.End;
        }

        return blocks;
    }

    private (BlockRange, T)? Verified<T>(BlockRange block, Func<ReadOnlySpan<byte>, T> make) =>
        Read(block with { Length = block.Length + ChecksumBytes }, read =>
            Checksum(read[..block.Length]) == MemoryMarshal.Read<UInt128>(read[block.Length..]) ? (block, make(read[..block.Length])) : ((BlockRange, T)?)null);
}
