using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class SafetensorsReaderTests
{
    [Fact]
    public void Read_HalvesAndSingles_GivesTheirValues()
    {
        byte[] values = [.. MemoryMarshal.AsBytes<Half>([(Half)1.5f, (Half)(-2f)]), .. MemoryMarshal.AsBytes<float>([3.25f, 4f, 5f, 6f])];

        var weights = SafetensorsReader.Read(Compose(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]}}""",
            values));

        Assert.Equal([1.5f, -2f], weights.Get("a", 2).ToSingles());
        Assert.Equal([3.25f, 4f, 5f, 6f], weights.Get("b", 2, 2).ToSingles());
        Assert.Null(weights.Find("c"));
    }

    [Fact]
    public void Read_IntegerTensors_PassesThemOver()
    {
        var weights = SafetensorsReader.Read(Compose("""{"ids":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", new byte[8]));

        Assert.Null(weights.Find("ids"));
    }

    [Fact]
    public void Read_PackedTensor_MultipliesEachGroupByItsScale()
    {
        byte[] values = [.. MemoryMarshal.AsBytes<sbyte>([1, -2, 127, -127]), .. MemoryMarshal.AsBytes<Half>([(Half)0.5f, (Half)2f])];

        var weights = SafetensorsReader.Read(Compose(
            """{"a":{"dtype":"I8","shape":[1,4],"data_offsets":[0,4]},"a.group_scale":{"dtype":"F16","shape":[1,2],"data_offsets":[4,8]}}""",
            values));

        Assert.Equal([0.5f, -1f, 254f, -254f], weights.Get("a", 1, 4).ToSingles());
        Assert.Equal(["a"], weights.Tensors.Keys);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"I8","shape":[1,3],"data_offsets":[0,3]},"a.group_scale":{"dtype":"F16","shape":[1,2],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1,4],"data_offsets":[0,4]},"a.group_scale":{"dtype":"F16","shape":[1,0],"data_offsets":[4,4]}}""")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1,4],"data_offsets":[0,3]},"a.group_scale":{"dtype":"F16","shape":[1,1],"data_offsets":[4,6]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,5]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[9],"data_offsets":[0,18]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[-4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[-1],"data_offsets":[2,0]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1073741824,1073741824,16],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F16","data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":["2"],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":3}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Read_HeaderThatIsWrong_IsRefused(string header)
    {
        Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(Compose(header, new byte[8])));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(3UL)]
    [InlineData(ulong.MaxValue)]
    public void Read_HeaderLengthBeyondTheFile_IsRefused(ulong length)
    {
        var file = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(file));
        Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(file.AsMemory(0, 7)));
    }

    [Fact]
    public void Get_MissingOrOfAnotherShape_NamesTheTensor()
    {
        var weights = new ModelWeights([new("a", WeightTensor.FromSingles([2], [1f, 2f]))]);

        Assert.Contains("'b'", Assert.Throws<InvalidDataException>(() => weights.Get("b", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("[2], not [1, 2]", Assert.Throws<InvalidDataException>(() => weights.Get("a", 1, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_OtherWeights_AddsAndReplaces()
    {
        var weights = new ModelWeights([new("a", WeightTensor.FromSingles([1], [1f])), new("b", WeightTensor.FromSingles([1], [2f]))]);

        var union = weights.With(new ModelWeights([new("b", WeightTensor.FromSingles([1], [3f])), new("c", WeightTensor.FromSingles([1], [4f]))]));

        Assert.Equal(1f, union.Get("a", 1).ToSingles()[0]);
        Assert.Equal(3f, union.Get("b", 1).ToSingles()[0]);
        Assert.Equal(4f, union.Get("c", 1).ToSingles()[0]);
        Assert.Equal(2f, weights.Get("b", 1).ToSingles()[0]);
    }

    private static byte[] Compose(string header, ReadOnlySpan<byte> values)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + values.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        values.CopyTo(file.AsSpan(8 + json.Length));
        return file;
    }
}
