using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Writes the object that polling and streams deliver: <c>{"activities":[...],"watermark":"7"}</c>.</summary>
internal static class ActivitySetWriter
{
    public static ReadOnlyMemory<byte> Write(HistoryPage page)
    {
        var buffer = new ArrayBufferWriter<byte>(page.Entries.Sum(entry => entry.Json.Length + 1) + 64);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("activities");
        foreach (var entry in page.Entries)
        {
            writer.WriteRawValue(entry.Json, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteString("watermark", page.Watermark.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
