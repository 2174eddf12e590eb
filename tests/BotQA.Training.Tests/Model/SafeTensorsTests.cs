using BotQA.Training.Model;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Model;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(NumberFormat.Half)]
    [InlineData(NumberFormat.Single)]
    internal void Read_WrittenTensors_AreTheSame(NumberFormat format)
    {
        var file = _folder.File("weights.safetensors");
        NamedTensor[] tensors = [new("a.weight", [2, 3], [1, -2, 0.5f, 4, 5, 6]), new("b.bias", [1], [0.25f])];

        SafeTensors.Write(file, tensors, format, new Dictionary<string, string> { ["steps"] = "12" });
        var read = SafeTensors.Read(file, out var metadata);

        Assert.Equal("12", metadata["steps"]);
        Assert.Equal(["a.weight", "b.bias"], read.Keys.Order(StringComparer.Ordinal));
        Assert.All(tensors, t =>
        {
            Assert.Equal(t.Shape, read[t.Name].Shape);
            Assert.Equal(t.Values, read[t.Name].Values);
        });
    }

    [Fact]
    public void Read_PackedTensors_AreAsNearAsTheLargestOfTheirGroupAllows()
    {
        var file = _folder.File("packed.safetensors");
        var random = new Random(4);
        var matrix = new NamedTensor("a.weight", [3, 128], [.. Enumerable.Range(0, 3 * 128).Select(i => i is >= 64 and < 128 ? 0 : (float)(random.NextDouble() - 0.5) * (i < 64 ? 40 : 0.1f))]);
        NamedTensor[] tensors = [matrix, new("narrow.weight", [2, 3], [1, -2, 0.5f, 4, 5, 6]), new("b.bias", [64], [.. Enumerable.Repeat(0.25f, 64)])];

        SafeTensors.Write(file, tensors, NumberFormat.Packed);
        var read = SafeTensors.Read(file);

        Assert.Equal(["a.weight", "b.bias", "narrow.weight"], read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(tensors[1].Values, read["narrow.weight"].Values);
        Assert.Equal(tensors[2].Values, read["b.bias"].Values);
        Assert.Equal(matrix.Shape, read["a.weight"].Shape);
        foreach (var (group, values) in matrix.Values.Chunk(64).Index())
        {
            var most = values.Max(MathF.Abs) / 127 * 0.51f;
            Assert.All(values.Zip(read["a.weight"].Values.Skip(64 * group)), pair => Assert.InRange(pair.Second, pair.First - most, pair.First + most));
        }
    }

    [Fact]
    public void Mean_FilesOfTheSameTensors_IsTheirMean()
    {
        var (one, two) = (_folder.File("one.safetensors"), _folder.File("two.safetensors"));
        SafeTensors.Write(one, [new("a", [2], [1, 4]), new("b", [1], [8])], NumberFormat.Half);
        SafeTensors.Write(two, [new("b", [1], [2]), new("a", [2], [3, -4]), new("a.range", [1], [9])], NumberFormat.Half);

        var mean = SafeTensors.Mean([one, two], leftOut: ".range").ToDictionary(tensor => tensor.Name, tensor => tensor.Values);

        Assert.Equal([2f, 0f], mean["a"]);
        Assert.Equal([5f], mean["b"]);
    }

    [Fact]
    public void Mean_OtherTensors_NamesTheFile()
    {
        var (one, two) = (_folder.File("one.safetensors"), _folder.File("two.safetensors"));
        SafeTensors.Write(one, [new("a", [2], [1, 4])], NumberFormat.Half);
        SafeTensors.Write(two, [new("a", [1], [3])], NumberFormat.Half);

        Assert.Contains("two.safetensors", Assert.Throws<InvalidDataException>(() => SafeTensors.Mean([one, two], leftOut: ".range")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ReaderFile_LeavesItsHashBeside()
    {
        var file = _folder.File("reader.safetensors");

        var hash = ReaderFile.Write(file, [new NamedTensor("a", [1], [1])]);

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), hash);
        Assert.Equal($"{hash}  reader.safetensors\n", File.ReadAllText(file + ".sha256"));
    }
}
