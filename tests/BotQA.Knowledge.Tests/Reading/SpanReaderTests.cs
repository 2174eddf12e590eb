using BotQA.Knowledge.Documents;
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

        var readings = Reader(Network()).Read("Which stone?", Passages(passages), Token);

        Assert.Equal("sapphire", readings[0]!.Best.Span.Of(passages[0]));
        Assert.Equal("Sapphire", readings[2]!.Best.Span.Of(passages[2]));
        Assert.True(readings[0]!.Best.Score > readings[1]!.Best.Score);
    }

    [Fact]
    public void Read_AnswerFarDown_IsFoundInALaterWindow()
    {
        var passage = string.Join(' ', Enumerable.Repeat("plain", 700)) + " sapphire end";

        var reading = Reader(Network()).Read("Which stone?", Passages(passage), Token)[0]!.Best;

        Assert.Equal("sapphire", reading.Span.Of(passage));
    }

    [Fact]
    public void Read_SentencesNamed_GivesTheBestAnswerWithinEach()
    {
        const string Text = "Sapphire was it. Nothing of it. A blue sapphire!";
        TextSpan[] sentences = [new(0, 16), new(17, 31), new(32, 48), new(16, 17)];

        var reading = Reader(Network()).Read("Which stone?", [new ReaderPassage(Text) { Sentences = sentences }], Token)[0]!;

        Assert.Equal(["Sapphire", null, "sapphire"], reading.Sentences.Take(3).Select(s => s?.Score > 0 ? s.Span.Of(Text) : null));
        Assert.All(reading.Sentences.Zip(sentences).Take(3), pair => Assert.InRange(pair.First!.Span.Start, pair.Second.Start, pair.Second.End - 1));
        Assert.Null(reading.Sentences[3]);
    }

    [Fact]
    public void Read_PassageWithoutWords_IsNull() => Assert.Equal([null, null], Reader(Network()).Read("Which?", Passages("", " \n "), Token));

    [Fact]
    public void Read_TimeForSome_ReadsTheBestAndLeavesTheRest()
    {
        var network = Network(TimeSpan.FromMilliseconds(1));
        var passages = Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("word", 95)), 24).ToList();

        var readings = Reader(network, TimeSpan.FromMilliseconds(1700)).Read("Which?", Passages([.. passages]), Token);

        Assert.All(readings.Take(17), Assert.NotNull);
        Assert.All(readings.Skip(17), Assert.Null);
    }

    [Fact]
    public void Read_NoTimeAtAll_StillReadsTheFirst() =>
        Assert.NotNull(Reader(Network(TimeSpan.FromSeconds(1)), TimeSpan.FromTicks(1)).Read("Which?", Passages("sapphire"), Token)[0]);

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Reader(Network()).Read("Which?", Passages("sapphire"), stop.Token));
    }

    [Fact]
    public void Dispose_AfterUse_DisposesTheNetwork()
    {
        var network = Network();
        var reader = Reader(network);
        reader.Read("Which?", Passages("sapphire"), Token);

        reader.Dispose();

        Assert.True(network.IsDisposed);
    }

    private static List<ReaderPassage> Passages(params string[] texts) => [.. texts.Select(text => new ReaderPassage(text))];

    private FakeReaderNetwork Network(TimeSpan perToken = default) => new(Tokenizer.Encode("sapphire").Ids[0], _time, perToken);

    private SpanReader Reader(FakeReaderNetwork network, TimeSpan? budget = null) =>
        new(Tokenizer, () => network, new SpanReaderOptions { Threads = 1, TimeBudget = budget ?? TimeSpan.FromHours(1) }, _time);
}
