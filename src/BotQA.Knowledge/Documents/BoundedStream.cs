namespace BotQA.Knowledge.Documents;

/// <summary>Passes bytes on, either way, and tells how many there were each time; the callback ends the traffic by throwing.</summary>
internal sealed class BoundedStream(Stream inner, Action<int> counted) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        counted(count);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        counted(buffer.Length);
        inner.Write(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        // What was written stays with the one who gave the stream.
        if (disposing && inner is not MemoryStream)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
