using System.Buffers;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Writes values one after another, as <see cref="BlockReader"/> reads them. Texts keep every UTF-16 character, paired or not.</summary>
internal sealed class BlockWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Value<T>(T value)
        where T : unmanaged => _buffer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void Values<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Value(values.Length);
        _buffer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Arrays one after another, to be read as one.</summary>
    public void Joined<T>(IReadOnlyList<ReadOnlyMemory<T>> parts)
        where T : unmanaged
    {
        Value(parts.Sum(part => part.Length));
        foreach (var part in parts)
        {
            _buffer.Write(MemoryMarshal.AsBytes(part.Span));
        }
    }

    public void Text(string? text)
    {
        Value(text is not null);
        if (text is not null)
        {
            Values(text.AsSpan());
        }
    }

    public void Time(DateTimeOffset? time)
    {
        Value(time is not null);
        if (time is { } value)
        {
            Value(value.Ticks);
            Value(value.Offset.Ticks);
        }
    }

    public void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Value(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }
}
