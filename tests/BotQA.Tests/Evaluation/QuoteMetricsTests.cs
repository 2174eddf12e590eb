using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Documents;

namespace BotQA.Tests.Evaluation;

public class QuoteMetricsTests
{
    [Theory]
    [InlineData("d1", 0, 11, 1)] // shares the character at 10
    [InlineData("d1", 0, 10, 0)] // ends where the gold quote starts
    [InlineData("d1", 19, 30, 1)] // shares the character at 19
    [InlineData("d1", 20, 30, 0)]
    [InlineData("d2", 10, 20, 0)] // the same offsets of another document
    public void Overlaps_WithGoldQuoteFromTenToTwenty_NeedsOneSharedCharacter(string document, int start, int end, double expected) =>
        Assert.Equal(expected, QuoteMetrics.Overlaps(document, [new TextSpan(start, end)], [new GoldQuote("d1", new TextSpan(10, 20))]));

    [Theory]
    [InlineData("Russia declared a 72-hour truce.", "72-hour", 1)]
    [InlineData("Russia declared a 72-hour truce.", "the 72 hour truce", 1)] // articles and punctuation don't count
    [InlineData("Born in 1942 in Kyiv.", "42", 0)] // no part of a word
    [InlineData("A 42-year-old man.", "42", 1)]
    [InlineData("Red and blue.", "red blue", 0)] // not one after the other
    [InlineData("Red and blue.", "the", 0)] // nothing left to look for
    [InlineData("", "red", 0)]
    public void ContainsAnswer_OfQuote_LooksForTheWordsInSequence(string quote, string answer, double expected) =>
        Assert.Equal(expected, QuoteMetrics.ContainsAnswer(quote, [answer]));

    [Fact]
    public void ContainsAnswer_WithSeveralAnswers_NeedsOne() => Assert.Equal(1, QuoteMetrics.ContainsAnswer("Red and blue.", ["green", "blue"]));
}
