using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
internal ref struct BlockReader(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> _rest = block;

    public delegate T ReadItem<T>(ref BlockReader reader);

    public T Value<T>()
        where T : unmanaged
    {
        var value = MemoryMarshal.Read<T>(_rest);
        _rest = _rest[Unsafe.SizeOf<T>()..];
        return value;
    }

    public T[] Values<T>()
        where T : unmanaged => Span<T>().ToArray();

    /// <summary>As <see cref="Values"/>, without a copy: they last as long as the block.</summary>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(checked(Value<int>() * Unsafe.SizeOf<T>())));

    public string? Text() =>
        Value<bool>() ? new string(MemoryMarshal.Cast<byte, char>(Take(checked(Value<int>() * sizeof(char))))) : null;

    public DateTimeOffset? Time() =>
        Value<bool>() ? new DateTimeOffset(Value<long>(), new TimeSpan(Value<long>())) : null;

    public T[] List<T>(ReadItem<T> read)
    {
        var items = new T[Value<int>()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(ref this);
        }

        return items;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
