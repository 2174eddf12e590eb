using System.Buffers;
using System.IO.Hashing;
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

    private const int ReadAheadBytes = 1 << 20;

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
        var ahead = new ReadAhead(_handle);
        var length = RandomAccess.GetLength(_handle);
        while (length - End > sizeof(int))
        {
            var block = new BlockRange(End + sizeof(int), MemoryMarshal.Read<int>(ahead.Read(End, sizeof(int))));
            if (block.Length < 0 || block.Length > Array.MaxLength - ChecksumBytes || block.End > length)
            {
                return;
            }

            var read = ahead.Read(block.Offset, block.Length + ChecksumBytes);
            if (Checksum(read[..block.Length]) != MemoryMarshal.Read<UInt128>(read[block.Length..]))
            {
                return;
            }

            take(block, read[..block.Length]);
            End = block.End;
        }
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

    /// <summary>Reads small parts of a file, one after another, from a large one in memory.</summary>
    private sealed class ReadAhead(SafeFileHandle handle)
    {
        private byte[] _buffer = new byte[ReadAheadBytes];
        private long _start;
        private int _filled;

        /// <summary>Bytes of the file, until the next call.</summary>
        public ReadOnlySpan<byte> Read(long offset, int count)
        {
            if (offset < _start || offset + count > _start + _filled)
            {
                Fill(offset, count);
            }

            return _buffer.AsSpan((int)(offset - _start), count);
        }

        private void Fill(long offset, int count)
        {
            if (_buffer.Length < count)
            {
                _buffer = GC.AllocateUninitializedArray<byte>(count);
            }

            _start = offset;
            _filled = (int)Math.Min(_buffer.Length, RandomAccess.GetLength(handle) - offset);
            ReadExactly(handle, _buffer.AsSpan(0, Math.Max(count, _filled)), offset);
        }
    }
}
