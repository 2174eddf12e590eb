using BotQA.Evaluation.Metrics;
using CsCheck;

namespace BotQA.Tests.Evaluation;

public class RocCurveTests
{
    [Fact]
    public void Area_WithTies_CountsThemHalf()
    {
        // Pairs of (.9, .5) with (.5, .1): .9 beats both (2), .5 ties with .5 (0.5) and beats .1 (1): 3.5 of 4.
        Assert.Equal(3.5 / 4, RocCurve.Area([0.9, 0.5], [0.5, 0.1]));
    }

    [Fact]
    public void Area_WhereAllScoresAreEqual_IsHalf() => Assert.Equal(0.5, RocCurve.Area([0.3, 0.3, 0.3], [0.3, 0.3]));

    [Fact]
    public void Area_OfPerfectAndInvertedScores_IsOneAndZero()
    {
        Assert.Equal(1, RocCurve.Area([2, 3], [0, 1]));
        Assert.Equal(0, RocCurve.Area([0, 1], [2, 3]));
    }

    [Fact]
    public void Area_WithoutOneClass_IsNull()
    {
        Assert.Null(RocCurve.Area([], [0.1]));
        Assert.Null(RocCurve.Area([0.1], []));
    }

    [Fact]
    public void Area_OfAnyScores_EqualsTheShareOfWonPairs()
    {
        var scores = Gen.Int[0, 8].Select(i => i / 8.0).Array[1, 20];
        Gen.Select(scores, scores).Sample((positives, negatives) =>
        {
            var pairs = positives.SelectMany(p => negatives.Select(n => p > n ? 1 : p == n ? 0.5 : 0)).Average();
            Assert.Equal(pairs, RocCurve.Area(positives, negatives)!.Value, 12);
        });
    }
}
