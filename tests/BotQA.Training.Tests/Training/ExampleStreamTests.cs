using BotQA.Training.Tests.Support;
using BotQA.Training.Training;

namespace BotQA.Training.Tests.Training;

public sealed class ExampleStreamTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(63)]
    public void Batches_FromALaterOne_AreThoseOfTheWholeStream(int first)
    {
        var whole = Stream(seed: 5).Batches(0, () => 128).Skip(first).Take(5).SelectMany(b => b);
        var later = Stream(seed: 5).Batches(first, () => 128).Take(5).SelectMany(b => b);

        Assert.Equal(whole.Select(Content), later.Select(Content));
    }

    [Fact]
    public void Batches_AnotherSeed_Differ() =>
        Assert.NotEqual(
            Stream(seed: 5).Batches(0, () => 128).Take(5).SelectMany(b => b).Select(Content),
            Stream(seed: 6).Batches(0, () => 128).Take(5).SelectMany(b => b).Select(Content));

    [Fact]
    public void Batches_ManyExamples_KeepToTheMix()
    {
        var examples = Stream(seed: 5).Batches(0, () => 128).Take(500).SelectMany(b => b).ToList();

        Assert.InRange(examples.Count(e => e.Start > 0) / (double)examples.Count, 0.62, 0.70);
    }

    [Fact]
    public void Batches_NewRound_AsksHowLongExamplesMayBe()
    {
        var stream = Stream(seed: 5);
        var lengths = new Queue<int>([20, 128]);

        var batches = stream.Batches(0, lengths.Dequeue).Take(100).ToList();

        Assert.All(batches.Take(50).SelectMany(b => b), e => Assert.InRange(e.Length, 1, 20));
        Assert.Contains(batches.Skip(50).SelectMany(b => b), e => e.Length > 20);
    }

    private static ExampleStream Stream(int seed) => new([Sample.Towns("one"), Sample.Towns("two")], Sample.Encoder, seed, batchSize: 4);

    private static string Content(ReaderExample example) => $"{string.Join(',', example.Window.Ids)}:{example.Start}-{example.End}";
}
