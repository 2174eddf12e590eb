using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>One line of the journal.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Key">Of which activity.</param>
/// <param name="Number">The time of acceptance in UTC ticks (accepted, completed), the number of the turn (begun) or of messages (replied).</param>
/// <param name="Payload">The protected activity, in a record of its acceptance.</param>
internal readonly record struct JournalRecord(JournalRecordKind Kind, string Key, long Number, ReadOnlyMemory<byte> Payload = default)
{
    private const int LengthBytes = sizeof(int);
    private const int ChecksumBytes = 8;
    private const int HeadBytes = 1 + 1 + sizeof(long);
    private const int MaxBytes = 64 * 1_024 * 1_024;

    /// <summary>Writes the record: the length of what follows, a checksum, kind, length of the key, number, key, payload.</summary>
    public byte[] ToBytes()
    {
        var keyBytes = Encoding.ASCII.GetByteCount(Key);
        var bytes = new byte[LengthBytes + ChecksumBytes + HeadBytes + keyBytes + Payload.Length];
        var body = bytes.AsSpan(LengthBytes + ChecksumBytes);
        body[0] = (byte)Kind;
        body[1] = checked((byte)keyBytes);
        BinaryPrimitives.WriteInt64LittleEndian(body[2..], Number);
        Encoding.ASCII.GetBytes(Key, body[HeadBytes..]);
        Payload.Span.CopyTo(body[(HeadBytes + keyBytes)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, ChecksumBytes + body.Length);
        Checksum(body).CopyTo(bytes.AsSpan(LengthBytes));
        return bytes;
    }

    /// <summary>Reads the record at the beginning.</summary>
    /// <param name="bytes">What is left of the file.</param>
    /// <param name="record">The record; its payload is a part of <paramref name="bytes"/>.</param>
    /// <returns>The bytes that it takes, or 0 when none follows that is whole.</returns>
    public static int Read(ReadOnlyMemory<byte> bytes, out JournalRecord record)
    {
        record = default;
        if (bytes.Length < LengthBytes)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (length is < ChecksumBytes + HeadBytes or > MaxBytes || length > bytes.Length - LengthBytes)
        {
            return 0;
        }

        var body = bytes.Slice(LengthBytes + ChecksumBytes, length - ChecksumBytes);
        if (!Checksum(body.Span).SequenceEqual(bytes.Span.Slice(LengthBytes, ChecksumBytes)) || HeadBytes + body.Span[1] > body.Length)
        {
            return 0;
        }

        var key = Encoding.ASCII.GetString(body.Span.Slice(HeadBytes, body.Span[1]));
        record = new JournalRecord((JournalRecordKind)body.Span[0], key, BinaryPrimitives.ReadInt64LittleEndian(body.Span[2..]), body[(HeadBytes + body.Span[1])..]);
        return LengthBytes + length;
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> body) => SHA256.HashData(body).AsSpan(0, ChecksumBytes);
}
