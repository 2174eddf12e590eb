using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Tests.Verification;

public class NumberFactsTests
{
    [Theory]
    [InlineData("three", 3)]
    [InlineData("3rd", 3)]
    [InlineData("the third", 3)]
    [InlineData("1,500", 1500)]
    [InlineData("1.5 thousand", 1500)]
    [InlineData("twenty-one", 21)]
    [InlineData("three hundred and five", 305)]
    [InlineData("2.1 billion", 2_100_000_000)]
    [InlineData("two million", 2_000_000)]
    [InlineData("a 72-hour truce", 72)]
    [InlineData("a dozen eggs", 12)]
    public void Of_NumberHoweverWritten_IsItsValue(string text, double value) => Assert.Equal((decimal)value, Assert.Single(NumberFacts.Of(text)).Value);

    [Theory]
    [InlineData("9 May 2025", 9, 2025)]
    [InlineData("May 9, 2025", 9, 2025)]
    public void Of_Date_IsItsNumbers(string text, params int[] values) => Assert.Equal(values, NumberFacts.Of(text).Select(number => (int)number.Value));

    [Theory]
    [InlineData("the pump AX-200")]
    [InlineData("UTF-8")]
    [InlineData("no number")]
    public void Of_NumberInAName_IsNone(string text) => Assert.Empty(NumberFacts.Of(text));
}
