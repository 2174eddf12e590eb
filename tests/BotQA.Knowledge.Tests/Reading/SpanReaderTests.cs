using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Reading;

public sealed class SpanReaderTests
{
    private static readonly WordPieceTokenizer Tokenizer = WordPieceTokenizer.Load(new EmbeddedModel());

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_SeveralPassages_PointsAtTheCharactersOfEach()
    {
        string[] passages = ["The colour was Émeraude, a kind of sapphire.", "Nothing here.", "Sapphire first."];

        var readings = Reader(Network()).Read("Which stone?", passages, Token);

        Assert.Equal("sapphire", readings[0]!.Span.Of(passages[0]));
        Assert.Equal("Sapphire", readings[2]!.Span.Of(passages[2]));
        Assert.True(readings[0]!.Score > readings[1]!.Score);
    }

    [Fact]
    public void Read_AnswerFarDown_IsFoundInALaterWindow()
    {
        var passage = string.Join(' ', Enumerable.Repeat("plain", 700)) + " sapphire end";

        var reading = Reader(Network()).Read("Which stone?", [passage], Token)[0]!;

        Assert.Equal("sapphire", reading.Span.Of(passage));
    }

    [Fact]
    public void Read_PassageWithoutWords_IsNull() => Assert.Equal([null, null], Reader(Network()).Read("Which?", ["", " \n "], Token));

    [Fact]
    public void Read_TimeForSome_ReadsTheBestAndLeavesTheRest()
    {
        var network = Network(TimeSpan.FromMilliseconds(1));
        var passages = Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("word", 95)), 24).ToList();

        var readings = Reader(network, TimeSpan.FromMilliseconds(1700)).Read("Which?", passages, Token);

        Assert.All(readings.Take(17), Assert.NotNull);
        Assert.All(readings.Skip(17), Assert.Null);
    }

    [Fact]
    public void Read_NoTimeAtAll_StillReadsTheFirst() =>
        Assert.NotNull(Reader(Network(TimeSpan.FromSeconds(1)), TimeSpan.FromTicks(1)).Read("Which?", ["sapphire"], Token)[0]);

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Reader(Network()).Read("Which?", ["sapphire"], stop.Token));
    }

    [Fact]
    public void Dispose_AfterUse_DisposesTheNetwork()
    {
        var network = Network();
        var reader = Reader(network);
        reader.Read("Which?", ["sapphire"], Token);

        reader.Dispose();

        Assert.True(network.IsDisposed);
    }

    private FakeReaderNetwork Network(TimeSpan perToken = default) => new(Tokenizer.Encode("sapphire").Ids[0], _time, perToken);

    private SpanReader Reader(FakeReaderNetwork network, TimeSpan? budget = null) =>
        new(Tokenizer, () => network, new SpanReaderOptions { Threads = 1, TimeBudget = budget ?? TimeSpan.FromHours(1) }, _time);
}
