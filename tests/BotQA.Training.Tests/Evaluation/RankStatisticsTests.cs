using BotQA.Training.Evaluation;

namespace BotQA.Training.Tests.Evaluation;

public sealed class RankStatisticsTests
{
    [Theory]
    [InlineData(new[] { 2.0, 3 }, new[] { 0.0, 1 }, 1)]
    [InlineData(new[] { 0.0 }, new[] { 1.0 }, 0)]
    [InlineData(new[] { 1.0, 3 }, new[] { 1.0, 2 }, 0.625)]
    public void Auroc_Scores_IsTheShareOfPairsInOrder(double[] positives, double[] negatives, double expected) =>
        Assert.Equal(expected, RankStatistics.Auroc(positives, negatives), 1e-12);

    [Fact]
    public void Auroc_NoNegatives_IsNotANumber() => Assert.Equal(double.NaN, RankStatistics.Auroc([1], []));
}
