using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotQA.Knowledge.Embeddings.Weights;

/// <summary>
/// Reads the safetensors format: eight bytes with the header's length, a JSON header that gives each tensor's type, shape and
/// place, and the tensors' values (https://github.com/huggingface/safetensors).
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>
    /// What the name of the scales of a packed tensor ends with: a tensor of 8-bit integers, each of which counts what the scale of its group
    /// says. Groups are so many values one after the other as there are values to a scale.
    /// </summary>
    public const string GroupScale = ".group_scale";

    private const int LengthBytes = sizeof(ulong);
    private const int MaxHeaderBytes = 100_000_000;

    /// <summary>
    /// Reads the floating-point tensors of a file and the packed ones; others (such as position ids) are passed over. The result refers to
    /// <paramref name="file"/> without a copy.
    /// </summary>
    /// <exception cref="InvalidDataException">The file doesn't keep to the format.</exception>
    public static ModelWeights Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes)
        {
            throw new InvalidDataException("A safetensors file has at least eight bytes.");
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (headerLength > MaxHeaderBytes || headerLength > (ulong)(file.Length - LengthBytes))
        {
            throw new InvalidDataException($"The safetensors header claims {headerLength} bytes, more than there are or may be.");
        }

        var values = file[(LengthBytes + (int)headerLength)..];
        try
        {
            using var header = JsonDocument.Parse(file.Slice(LengthBytes, (int)headerLength));
            return new ModelWeights(ReadTensors(header.RootElement, values));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"The safetensors header is malformed: {e.Message}", e);
        }
    }

    private static List<KeyValuePair<string, WeightTensor>> ReadTensors(JsonElement header, ReadOnlyMemory<byte> values)
    {
        var tensors = new List<KeyValuePair<string, WeightTensor>>();
        foreach (var entry in header.EnumerateObject().Where(entry => entry.Name != "__metadata__" && !entry.Name.EndsWith(GroupScale, StringComparison.Ordinal)))
        {
            var type = entry.Value.GetProperty("dtype").GetString();
            if (type is "F16" or "F32")
            {
                tensors.Add(new(entry.Name, ReadFloats(entry.Name, entry.Value, values)));
            }
            else if (type is "I8" && header.TryGetProperty(entry.Name + GroupScale, out var scale))
            {
                tensors.Add(new(entry.Name, ReadPacked(entry, ReadFloats(entry.Name + GroupScale, scale, values).ToSingles(), values)));
            }
        }

        return tensors;
    }

    private static WeightTensor ReadFloats(string name, JsonElement entry, ReadOnlyMemory<byte> values)
    {
        var isHalf = entry.GetProperty("dtype").ValueEquals("F16"u8);
        var (shape, data) = ReadData(name, entry, isHalf ? sizeof(short) : sizeof(float), values);
        return new WeightTensor(shape, isHalf, data);
    }

    private static WeightTensor ReadPacked(JsonProperty entry, float[] scales, ReadOnlyMemory<byte> values)
    {
        var (shape, data) = ReadData(entry.Name, entry.Value, sizeof(sbyte), values);
        if (scales.Length == 0 || data.Length % scales.Length != 0)
        {
            throw new InvalidDataException($"The tensor '{entry.Name}' has {data.Length} values, which can't be {scales.Length} groups of one size.");
        }

        var integers = MemoryMarshal.Cast<byte, sbyte>(data.Span);
        var unpacked = new float[integers.Length];
        for (var i = 0; i < unpacked.Length; i++)
        {
            unpacked[i] = integers[i] * scales[i / (unpacked.Length / scales.Length)];
        }

        return WeightTensor.FromSingles(shape, unpacked);
    }

    private static (int[] Shape, ReadOnlyMemory<byte> Data) ReadData(string name, JsonElement entry, long valueBytes, ReadOnlyMemory<byte> values)
    {
        var shape = entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
        var offsets = entry.GetProperty("data_offsets");
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = shape.Aggregate(valueBytes, (bytes, length) => checked(bytes * length));
        if (start < 0 || end > values.Length || end - start != expected || shape.Any(length => length < 0))
        {
            throw new InvalidDataException($"The tensor '{name}' claims the bytes {start} to {end} of {values.Length} for the shape [{string.Join(", ", shape)}].");
        }

        return (shape, values[(int)start..(int)end]);
    }
}
