using BotQA.Training.Model;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Model;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_WrittenTensors_AreTheSame(bool half)
    {
        var file = _folder.File("weights.safetensors");
        NamedTensor[] tensors = [new("a.weight", [2, 3], [1, -2, 0.5f, 4, 5, 6]), new("b.bias", [1], [0.25f])];

        SafeTensors.Write(file, tensors, half, new Dictionary<string, string> { ["steps"] = "12" });
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
    public void Mean_FilesOfTheSameTensors_IsTheirMean()
    {
        var (one, two) = (_folder.File("one.safetensors"), _folder.File("two.safetensors"));
        SafeTensors.Write(one, [new("a", [2], [1, 4]), new("b", [1], [8])], half: true);
        SafeTensors.Write(two, [new("b", [1], [2]), new("a", [2], [3, -4])], half: true);

        var mean = SafeTensors.Mean([one, two]).ToDictionary(tensor => tensor.Name, tensor => tensor.Values);

        Assert.Equal([2f, 0f], mean["a"]);
        Assert.Equal([5f], mean["b"]);
    }

    [Fact]
    public void Mean_OtherTensors_NamesTheFile()
    {
        var (one, two) = (_folder.File("one.safetensors"), _folder.File("two.safetensors"));
        SafeTensors.Write(one, [new("a", [2], [1, 4])], half: true);
        SafeTensors.Write(two, [new("a", [1], [3])], half: true);

        Assert.Contains("two.safetensors", Assert.Throws<InvalidDataException>(() => SafeTensors.Mean([one, two])).Message, StringComparison.Ordinal);
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
