using BotQA.Knowledge.Storage.Vectors;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Memory for very many small arrays that are made at once: parts of a few large ones, which live as long as any of their parts. Safe from many threads.</summary>
internal sealed class ByteArena
{
    private const int SmallestSlab = 1 << 16;
    private const int LargestSlab = 1 << 24;

    private readonly Lock _gate = new();
    private byte[] _slab = [];
    private int _used;

    /// <summary>A copy of some bytes.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = Take(bytes.Length);
        bytes.CopyTo(copy.Span);
        return copy;
    }

    private Memory<byte> Take(int length)
    {
        lock (_gate)
        {
            if (_slab.Length - _used < length)
            {
                _slab = LargeArray.Allocate<byte>(Math.Max(length, Math.Clamp(2 * _slab.Length, SmallestSlab, LargestSlab)));
                _used = 0;
            }

            _used += length;
            return _slab.AsMemory(_used - length, length);
        }
    }
}
