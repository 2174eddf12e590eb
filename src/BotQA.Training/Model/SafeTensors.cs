using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Training.Model;

/// <summary>A named block of numbers.</summary>
internal sealed record NamedTensor(string Name, long[] Shape, float[] Values);

/// <summary>Reads and writes the safetensors format: an 8-byte length, a JSON header, then the raw little-endian numbers.</summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    // How many values of a packed row share a scale.
    private const int GroupSize = 64;

    public static Dictionary<string, NamedTensor> Read(string file) => Read(file, out _);

    public static Dictionary<string, NamedTensor> Read(string file, out Dictionary<string, string> metadata) => Parse(File.ReadAllBytes(file), out metadata);

    /// <summary>The mean of the files' numbers, name by name, leaving out the tensors whose names end with <paramref name="leftOut"/>.</summary>
    /// <exception cref="InvalidDataException">The files don't hold the same tensors.</exception>
    public static List<NamedTensor> Mean(IReadOnlyList<string> files, string leftOut)
    {
        var all = files
            .Select(file => Read(file).Where(tensor => !tensor.Key.EndsWith(leftOut, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal))
            .ToList();
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
        using var header = JsonDocument.Parse(bytes.AsMemory(sizeof(ulong), checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes))));
        metadata = header.RootElement.TryGetProperty(MetadataKey, out var entry) ? entry.Deserialize<Dictionary<string, string>>()! : [];
        return SafetensorsReader.Read(bytes).Tensors.ToDictionary(
            tensor => tensor.Key, tensor => new NamedTensor(tensor.Key, [.. tensor.Value.Shape], tensor.Value.ToSingles()), StringComparer.Ordinal);
    }

    /// <summary>Writes the whole file before it takes <paramref name="file"/>'s name, so that no reader ever sees half of it.</summary>
    public static void Write(string file, IReadOnlyCollection<NamedTensor> tensors, NumberFormat format, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var parts = tensors.SelectMany(tensor => PartsOf(tensor, format)).ToList();
        var temporary = file + ".tmp";
        using (var stream = File.Create(temporary))
        {
            var header = Header(parts, metadata);
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var part in parts)
            {
                stream.Write(part.Data);
            }
        }

        File.Move(temporary, file, overwrite: true);
    }

    private static byte[] Header(List<Part> parts, IReadOnlyDictionary<string, string>? metadata)
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
            foreach (var part in parts)
            {
                var end = offset + part.Data.LongLength;
                json.WritePropertyName(part.Name);
                JsonSerializer.Serialize(json, new { dtype = part.Type, shape = part.Shape, data_offsets = new[] { offset, end } });
                offset = end;
            }

            json.WriteEndObject();
        }

        var padding = (8 - (buffer.Length % 8)) % 8;
        buffer.Write(Encoding.ASCII.GetBytes(new string(' ', (int)padding)));
        return buffer.ToArray();
    }

    private static Part[] PartsOf(NamedTensor tensor, NumberFormat format)
    {
        if (format == NumberFormat.Single)
        {
            return [new Part(tensor.Name, "F32", tensor.Shape, MemoryMarshal.AsBytes(tensor.Values.AsSpan()).ToArray())];
        }

        return format == NumberFormat.Packed && tensor.Shape is [_, var columns] && columns % GroupSize == 0 ? Packed(tensor) : [Narrow(tensor)];
    }

    private static Part Narrow(NamedTensor tensor)
    {
        var narrow = new Half[tensor.Values.Length];
        TensorPrimitives.ConvertToHalf(tensor.Values, narrow);
        return new Part(tensor.Name, "F16", tensor.Shape, MemoryMarshal.AsBytes(narrow.AsSpan()).ToArray());
    }

    private static Part[] Packed(NamedTensor tensor)
    {
        var scales = new float[tensor.Values.Length / GroupSize];
        var integers = new sbyte[tensor.Values.Length];
        foreach (var (group, values) in tensor.Values.Chunk(GroupSize).Index())
        {
            // As the scale will be read: in 16 bits.
            var scale = (float)(Half)(MathF.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / sbyte.MaxValue);
            scales[group] = scale;
            for (var i = 0; scale > 0 && i < values.Length; i++)
            {
                integers[(group * GroupSize) + i] = (sbyte)Math.Clamp(MathF.Round(values[i] / scale), -sbyte.MaxValue, sbyte.MaxValue);
            }
        }

        return
        [
            new Part(tensor.Name, "I8", tensor.Shape, MemoryMarshal.AsBytes(integers.AsSpan()).ToArray()),
            Narrow(new NamedTensor(tensor.Name + SafetensorsReader.GroupScale, [tensor.Shape[0], tensor.Shape[1] / GroupSize], scales)),
        ];
    }

    private sealed record Part(string Name, string Type, long[] Shape, byte[] Data);
}
