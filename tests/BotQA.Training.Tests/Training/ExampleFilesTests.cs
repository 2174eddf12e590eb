using System.Buffers.Binary;
using BotQA.Knowledge.Reading;
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

    [Fact]
    public void Write_WrongWordsAreKnown_GivesTheirPlaces()
    {
        var window = ReaderWindow.Create(Sample.Encoder.Encode("Dogs pay.").Ids, Sample.Encoder.Encode("Dogs travel free.").Ids, firstToken: 0);

        ExampleFiles.Write(_folder.Path, [new ReaderExample(window, 0, 0, [1, 0, 1]), new ReaderExample(window, 1, 1)]);

        int[] unknown = [.. Enumerable.Repeat(65535, window.Ids.Length)];
        Assert.Equal([unknown[0], 1, 0, 1, .. unknown[4..], .. unknown], Read("classes"));
    }

    private IEnumerable<int> Read(string name) =>
        File.ReadAllBytes(_folder.File(name + ".u16")).Chunk(2).Select(pair => (int)BinaryPrimitives.ReadUInt16LittleEndian(pair));
}
