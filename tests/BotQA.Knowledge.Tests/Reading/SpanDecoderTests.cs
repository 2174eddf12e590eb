using BotQA.Knowledge.Reading;

namespace BotQA.Knowledge.Tests.Reading;

public sealed class SpanDecoderTests
{
    // [CLS] q [SEP] then the passage's tokens 10 to 49 of 60, then [SEP]
    private readonly ReaderWindow _window = ReaderWindow.Create([1], Enumerable.Range(0, 60).ToArray(), firstToken: 10, maxTokens: 44);

    [Fact]
    public void Best_HighestStartAndEnd_AreCountedInThePassage()
    {
        var found = SpanDecoder.Best(_window, Logits((12, 4, 0), (14, 0, 3)));

        Assert.Equal((12, 14), (found.First, found.Last));
        Assert.Equal(7, found.SpanScore);
    }

    [Fact]
    public void Best_EndBeforeStart_IsNoAnswer()
    {
        var found = SpanDecoder.Best(_window, Logits((20, 5, 1), (15, 1, 5)));

        Assert.True(found.First <= found.Last);
        Assert.Equal(6, found.SpanScore);
    }

    [Fact]
    public void Best_TooLong_IsNoAnswer()
    {
        var found = SpanDecoder.Best(_window, Logits((10, 5, 0), (10 + SpanDecoder.MaxAnswerTokens, 0, 5)));

        Assert.InRange(found.Last - found.First + 1, 1, SpanDecoder.MaxAnswerTokens);
        Assert.Equal(5, found.SpanScore);
    }

    [Fact]
    public void Best_HighLogitsInTheQuestion_AreIgnored()
    {
        var logits = Logits((30, 2, 2));
        logits[2] = logits[3] = 100;
        logits[0] = 1.5f;

        var found = SpanDecoder.Best(_window, logits);

        Assert.Equal((30, 30), (found.First, found.Last));
        Assert.Equal(1.5f, found.NoAnswerScore);
        Assert.Equal(2.5f, found.Score);
    }

    private float[] Logits(params (int Token, float Start, float End)[] values)
    {
        var logits = new float[2 * _window.Ids.Length];
        foreach (var (token, start, end) in values)
        {
            var position = token - _window.FirstToken + _window.PassageStart;
            (logits[2 * position], logits[(2 * position) + 1]) = (start, end);
        }

        return logits;
    }
}
