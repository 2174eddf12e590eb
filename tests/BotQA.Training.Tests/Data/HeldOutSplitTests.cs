using BotQA.Training.Data;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Data;

public sealed class HeldOutSplitTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(200, 20)]
    public void HeldOut_SomeUnits_IsATenthRoundedUp(int units, int expected) =>
        Assert.Equal(expected, HeldOutSplit.HeldOut("set", Enumerable.Range(0, units).Select(i => $"unit {i}")).Count);

    [Fact]
    public void HeldOut_AnotherOrderWithRepetitions_IsTheSame()
    {
        var units = Enumerable.Range(0, 50).Select(i => $"unit {i}").ToList();

        Assert.Equal(HeldOutSplit.HeldOut("set", units), HeldOutSplit.HeldOut("set", units.AsEnumerable().Reverse().Concat(units)));
    }

    [Fact]
    public void HeldOut_KnownUnits_NeverChanges() =>
        Assert.Equal(
            ["unit 14", "unit 29"],
            HeldOutSplit.HeldOut("set", Enumerable.Range(0, 20).Select(i => $"unit {i + 10}")).Order(StringComparer.Ordinal));

    [Fact]
    public void UnitOf_SetWithTitles_IsTheArticle()
    {
        var paragraphs = Enumerable.Range(0, 12).Select(i => Sample.Paragraph($"Text {i}.", $"Article {i}")).ToList();

        Assert.Equal("Article 3", HeldOutSplit.UnitOf("sample", paragraphs)(paragraphs[3]));
    }

    [Theory]
    [InlineData("sample", "")]
    [InlineData("sample", "All of it")]
    [InlineData("squad", "Title {0}")]
    public void UnitOf_SetWithoutUsefulTitles_IsThePassage(string set, string title)
    {
        var paragraphs = Enumerable.Range(0, 12).Select(i => Sample.Paragraph($"Text {i}.", title.Replace("{0}", $"{i}", StringComparison.Ordinal))).ToList();

        Assert.Equal("Text 3.", HeldOutSplit.UnitOf(set, paragraphs)(paragraphs[3]));
    }
}
