using BotQA.Knowledge.Reading;
using CsCheck;

namespace BotQA.Knowledge.Tests.Reading;

public sealed class ReaderWindowTests
{
    private static readonly int[] Question = [2054, 2003, 2009];

    [Fact]
    public void Create_ShortPassage_HasTheShapeTheModelWasTrainedOn()
    {
        var window = ReaderWindow.Create(Question, [7, 8], firstToken: 0);

        Assert.Equal([101, 2054, 2003, 2009, 102, 7, 8, 102], window.Ids);
        Assert.Equal((5, 7), (window.PassageStart, window.PassageEnd));
    }

    [Fact]
    public void Create_LongQuestion_LeavesRoomForThePassage()
    {
        var window = ReaderWindow.Create(new int[300], Enumerable.Repeat(7, 500).ToArray(), firstToken: 0);

        Assert.Equal(ReaderWindow.MaxTokens, window.Ids.Length);
        Assert.Equal(ReaderWindow.MaxTokens - 3 - ReaderWindow.MaxQuestionTokens, window.Ids.Count(id => id == 7));
    }

    [Fact]
    public void Cover_NoTokens_IsEmpty() => Assert.Empty(ReaderWindow.Cover(Question, []));

    [Fact]
    public void Cover_AnyPassage_ShowsEveryTokenAndEveryShortSpanWhole() =>
        Gen.Select(Gen.Int[1, 1500], Gen.Int[0, 80]).Sample((length, asked) =>
        {
            var passage = Enumerable.Range(1000, length).ToArray();
            var windows = ReaderWindow.Cover(new int[asked], passage);
            Assert.All(windows, w => Assert.True(w.Ids.Length <= ReaderWindow.MaxTokens));
            Assert.All(windows, w => Assert.Equal(passage[w.FirstToken], w.Ids[w.PassageStart]));
            for (var first = 0; first < length; first += 7)
            {
                var last = Math.Min(length - 1, first + SpanDecoder.MaxAnswerTokens - 1);
                Assert.Contains(windows, w => w.FirstToken <= first && last < w.FirstToken + w.PassageEnd - w.PassageStart);
            }
        });
}
