using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BotQA.Training.Model;

/// <summary>A named block of numbers.</summary>
internal sealed record NamedTensor(string Name, long[] Shape, float[] Values);

/// <summary>Reads and writes the safetensors format: an 8-byte length, a JSON header, then the raw little-endian numbers.</summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    public static Dictionary<string, NamedTensor> Read(string file) => Read(file, out _);

    public static Dictionary<string, NamedTensor> Read(string file, out Dictionary<string, string> metadata) => Parse(File.ReadAllBytes(file), out metadata);

    /// <summary>The mean of the files' numbers, name by name.</summary>
    /// <exception cref="InvalidDataException">The files don't hold the same tensors.</exception>
    public static List<NamedTensor> Mean(IReadOnlyList<string> files)
    {
        var all = files.Select(Read).ToList();
        var names = Names(all[0]);
        if (all.FindIndex(tensors => Names(tensors) != names) is > 0 and var other)
        {
            throw new InvalidDataException($"'{files[other]}' doesn't hold the same tensors as '{files[0]}', so that no mean of them can be taken.");
        }

        return [.. all[0].Values.Select(first => first with { Values = [.. first.Values.Select((_, i) => all.Average(tensors => tensors[first.Name].Values[i]))] })];

        static string Names(Dictionary<string, NamedTensor> tensors) =>
            string.Join('\n', tensors.Values.Select(tensor => $"{tensor.Name} {string.Join('x', tensor.Shape)}").Order(StringComparer.Ordinal));
    }

    public static Dictionary<string, NamedTensor> Parse(byte[] bytes, out Dictionary<string, string> metadata)
    {
        var headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerLength));
        var tensors = new Dictionary<string, NamedTensor>(StringComparer.Ordinal);
        metadata = [];
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                metadata = entry.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
                continue;
            }

            var type = entry.Value.GetProperty("dtype").GetString();
            var offsets = entry.Value.GetProperty("data_offsets");
            var raw = bytes.AsSpan((8 + headerLength + offsets[0].GetInt32())..(8 + headerLength + offsets[1].GetInt32()));
            if (type is "F16" or "F32")
            {
                var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToArray();
                tensors.Add(entry.Name, new NamedTensor(entry.Name, shape, type == "F16" ? Widen(raw) : MemoryMarshal.Cast<byte, float>(raw).ToArray()));
            }
        }

        return tensors;
    }

    /// <summary>Writes the whole file before it takes <paramref name="file"/>'s name, so that no reader ever sees half of it.</summary>
    public static void Write(string file, IReadOnlyCollection<NamedTensor> tensors, bool half, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var temporary = file + ".tmp";
        using (var stream = File.Create(temporary))
        {
            var header = Header(tensors, half, metadata);
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors)
            {
                stream.Write(half ? MemoryMarshal.AsBytes(Narrow(tensor.Values).AsSpan()) : MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
            }
        }

        File.Move(temporary, file, overwrite: true);
    }

    private static byte[] Header(IReadOnlyCollection<NamedTensor> tensors, bool half, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WritePropertyName(MetadataKey);
                JsonSerializer.Serialize(json, metadata);
            }

            long offset = 0;
            foreach (var tensor in tensors)
            {
                var end = offset + (tensor.Values.LongLength * (half ? 2 : 4));
                json.WritePropertyName(tensor.Name);
                JsonSerializer.Serialize(json, new { dtype = half ? "F16" : "F32", shape = tensor.Shape, data_offsets = new[] { offset, end } });
                offset = end;
            }

            json.WriteEndObject();
        }

        var padding = (8 - (buffer.Length % 8)) % 8;
        buffer.Write(Encoding.ASCII.GetBytes(new string(' ', (int)padding)));
        return buffer.ToArray();
    }

    private static float[] Widen(ReadOnlySpan<byte> raw)
    {
        var values = new float[raw.Length / 2];
        System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(raw), values);
        return values;
    }

    private static Half[] Narrow(float[] values)
    {
        var narrow = new Half[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(values, narrow);
        return narrow;
    }
}
