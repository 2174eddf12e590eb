using System.Buffers.Binary;
using System.Text.Json;

namespace BotQA.Knowledge.Embeddings.Weights;

/// <summary>
/// Reads the safetensors format: eight bytes with the header's length, a JSON header that gives each tensor's type, shape and
/// place, and the tensors' values (https://github.com/huggingface/safetensors).
/// </summary>
internal static class SafetensorsReader
{
    private const int LengthBytes = sizeof(ulong);
    private const int MaxHeaderBytes = 100_000_000;

    /// <summary>Reads the floating-point tensors of a file; others (such as position ids) are passed over. The result refers to <paramref name="file"/> without a copy.</summary>
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
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name != "__metadata__" && entry.Value.GetProperty("dtype").GetString() is "F16" or "F32")
            {
                tensors.Add(new(entry.Name, ReadTensor(entry.Name, entry.Value, values)));
            }
        }

        return tensors;
    }

    private static WeightTensor ReadTensor(string name, JsonElement entry, ReadOnlyMemory<byte> values)
    {
        var isHalf = entry.GetProperty("dtype").ValueEquals("F16"u8);
        var shape = entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
        var offsets = entry.GetProperty("data_offsets");
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = shape.Aggregate(isHalf ? 2L : 4L, (bytes, length) => checked(bytes * length));
        if (start < 0 || end > values.Length || end - start != expected || shape.Any(length => length < 0))
        {
            throw new InvalidDataException($"The tensor '{name}' claims the bytes {start} to {end} of {values.Length} for the shape [{string.Join(", ", shape)}].");
        }

        return new WeightTensor(shape, isHalf, values[(int)start..(int)end]);
    }
}
