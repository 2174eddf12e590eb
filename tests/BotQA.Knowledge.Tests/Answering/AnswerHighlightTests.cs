using BotQA.Knowledge.Answering;
using CsCheck;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class AnswerHighlightTests
{
    [Theory]
    [InlineData("The bridge was opened in 1932. [1]", "1932", "25-29")]
    [InlineData("It costs 300 or 30 coins, they say.", "30", "16-18")]
    [InlineData("Nobody came, as usual.", "1932", null)]
    [InlineData("Nobody came.", "Nobody came.", null)]
    [InlineData("Nobody came.", "", null)]
    public void Find_AnswerInText_IsItsFirstPlaceAsWholeWords(string text, string answer, string? expected) =>
        Assert.Equal(expected, AnswerHighlight.Find(text, answer) is { } span ? $"{span.Start}-{span.End}" : null);

    [Fact]
    public void Find_AnyTexts_GivesOnlyTheAnswer() => Gen.Select(Gen.String[Gen.Char["ab .1"], 0, 30], Gen.String[Gen.Char["ab .1"], 0, 4]).Sample((text, answer) =>
        AnswerHighlight.Find(text, answer) is not { } span || span.Of(text) == answer);
}
