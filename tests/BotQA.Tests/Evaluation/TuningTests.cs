using BotQA.Evaluation.Tuning;

namespace BotQA.Tests.Evaluation;

public sealed class TuningTests
{
    [Fact]
    public void Minimize_Parabola_FindsItsLowestPoint()
    {
        var found = Adam.Minimize(2, 2000, (at, slope) => (slope[0], slope[1]) = (2 * (at[0] - 3), 2 * (at[1] + 1)));

        Assert.Equal(3, found[0], 2);
        Assert.Equal(-1, found[1], 2);
    }

    [Fact]
    public void Fit_LogisticWithoutFeatures_GivesTheLogOddsOfTheOutcomes()
    {
        // Three of four: ln(3).
        var (bias, weights) = LogisticRegression.Fit([[1], [1], [1], [1]], [true, true, true, false], [1, 1, 1, 1], penalty: 0);

        Assert.Equal(Math.Log(3), bias, 2);
        Assert.Equal(0, weights[0]);
    }

    [Fact]
    public void Fit_LogisticWithImportance_CountsExamplesByIt()
    {
        var (bias, _) = LogisticRegression.Fit([[1], [1]], [true, false], [1.5, 0.5], penalty: 0);

        Assert.Equal(Math.Log(3), bias, 2);
    }

    [Fact]
    public void Fit_Logistic_SeparatesByTheFeatureThatTells()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 400).Select(_ => new[] { random.NextDouble(), random.NextDouble() }).ToList();

        var (bias, weights) = LogisticRegression.Fit(rows, [.. rows.Select(row => row[0] > 0.5)], [.. rows.Select(_ => 1.0)], penalty: 1e-3);

        Assert.True(weights[0] > 10 * Math.Abs(weights[1]));
        Assert.Equal(0.5, -bias / weights[0], 1);
    }

    [Fact]
    public void Fit_Ranking_PutsTheRightCandidateFirst()
    {
        var random = new Random(6);
        var groups = Enumerable.Range(0, 200).Select(_ =>
        {
            double[][] rows = [.. Enumerable.Range(0, 5).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
            var best = rows.Max(row => row[1]);
            return new RankingGroup(rows, [.. rows.Select(row => row[1] == best)]);
        }).ToList();

        var weights = RankingRegression.Fit(groups, penalty: 1e-4);

        Assert.True(RankingRegression.Accuracy(groups, weights) > 0.95);
    }
}
