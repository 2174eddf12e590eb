using System.Buffers.Binary;
using BotQA.Training.Tests.Support;
using BotQA.Training.Training;

namespace BotQA.Training.Tests.Training;

public sealed class ExampleFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Examples_CanBeReadBack()
    {
        var stream = new ExampleStream([Sample.Towns()], Sample.Encoder, seed: 1, batchSize: 4);
        var examples = stream.Batches(0, () => 128).SelectMany(b => b).Take(6).ToList();

        Assert.Equal(6, ExampleFiles.Write(_folder.Path, examples));

        Assert.Equal(examples.SelectMany(e => e.Window.Ids), Read("tokens"));
        Assert.Equal(examples.Select(e => e.Length), Read("lengths"));
        Assert.Equal(examples.Select(e => e.Window.PassageStart), Read("passages"));
        Assert.Equal(examples.Select(e => e.Start), Read("starts"));
        Assert.Equal(examples.Select(e => e.End), Read("ends"));
    }

    private IEnumerable<int> Read(string name) =>
        File.ReadAllBytes(_folder.File(name + ".u16")).Chunk(2).Select(pair => (int)BinaryPrimitives.ReadUInt16LittleEndian(pair));
}
