using BotQA.Evaluation.Metrics;

namespace BotQA.Tests.Evaluation;

public class RankingMetricsTests
{
    private static readonly Dictionary<string, int> Grades = new() { ["a"] = 1, ["b"] = 2, ["c"] = 0 };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)] // rank 2 holds "c", judged with grade 0
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    public void HitAt_WithFirstRelevantAtRankThree_CountsFromDepthThree(int depth, double expected) =>
        Assert.Equal(expected, RankingMetrics.HitAt(depth, ["x", "c", "a", "y", "b"], Grades));

    [Fact]
    public void ReciprocalRankAt_WithFirstRelevantAtRankThree_IsOneThird()
    {
        Assert.Equal(1.0 / 3, RankingMetrics.ReciprocalRankAt(10, ["x", "c", "a", "y", "b"], Grades), 12);
        Assert.Equal(0, RankingMetrics.ReciprocalRankAt(2, ["x", "c", "a", "y", "b"], Grades));
    }

    [Fact]
    public void NdcgAt_WithGrades_DiscountsLinearGainsByLogOfRank()
    {
        // Ranking x, c, a, y, b has gains 0, 0, 1, 0, 2:
        //   DCG@10 = 1/log2(4) + 2/log2(6) = 0.5 + 2/2.584963 = 0.5 + 0.773706 = 1.273706
        // Ideal gains 2, 1: IDCG@10 = 2/log2(2) + 1/log2(3) = 2 + 0.630930 = 2.630930
        // nDCG@10 = 1.273706 / 2.630930 = 0.484128
        Assert.Equal(0.484128, RankingMetrics.NdcgAt(10, ["x", "c", "a", "y", "b"], Grades), 6);

        // Cut at 3: DCG@3 = 0.5, ideal unchanged: 0.5 / 2.630930 = 0.190047
        Assert.Equal(0.190047, RankingMetrics.NdcgAt(3, ["x", "c", "a", "y", "b"], Grades), 6);
    }

    [Fact]
    public void NdcgAt_WithMoreRelevantDocumentsThanDepth_CutsTheIdealToo()
    {
        // Three relevant documents, depth 2, both places right: DCG = IDCG = 1 + 1/log2(3).
        Dictionary<string, int> grades = new() { ["a"] = 1, ["b"] = 1, ["c"] = 1 };
        Assert.Equal(1, RankingMetrics.NdcgAt(2, ["a", "b"], grades), 12);

        // Relevant documents that were not retrieved stay in the ideal: 1 / (1 + 0.630930 + 0.5) = 0.469279
        Assert.Equal(0.469279, RankingMetrics.NdcgAt(10, ["a"], grades), 6);
    }

    [Fact]
    public void NdcgAt_WithoutRelevantDocuments_IsZero() => Assert.Equal(0, RankingMetrics.NdcgAt(10, ["c"], new Dictionary<string, int> { ["c"] = 0 }));

    [Fact]
    public void Measures_OfEmptyRanking_AreZero()
    {
        Assert.Equal(0, RankingMetrics.HitAt(5, [], Grades));
        Assert.Equal(0, RankingMetrics.ReciprocalRankAt(10, [], Grades));
        Assert.Equal(0, RankingMetrics.NdcgAt(10, [], Grades));
    }
}
