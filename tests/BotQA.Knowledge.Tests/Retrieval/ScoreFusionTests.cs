using BotQA.Knowledge.Retrieval;
using CsCheck;

namespace BotQA.Knowledge.Tests.Retrieval;

public sealed class ScoreFusionTests
{
    private static readonly RetrievalWeights Even = new() { Keyword = 1, Vector = 1, Sentence = 1, Window = 1 };

    [Fact]
    public void Fuse_TwoCandidates_AddsTheNormalisedScores()
    {
        PassageScores[] candidates =
        [
            new() { Keyword = 8, Vector = 0.2, Sentence = 0.6, Window = 0.5 },
            new() { Keyword = 4, Vector = 0.6, Sentence = 0.3, Window = 0.25 },
        ];

        // Keyword 8/8 and 4/8; similarities scaled to 0 and 1; the window as it is; each a quarter.
        var fused = ScoreFusion.Fuse(candidates, Even, RetrievalMode.Hybrid, depth: 100);

        Assert.Equal((1 + 0 + 1 + 0.5) / 4, fused[0], 12);
        Assert.Equal((0.5 + 1 + 0 + 0.25) / 4, fused[1], 12);
    }

    [Fact]
    public void Fuse_KeywordMode_IgnoresSimilarities()
    {
        PassageScores[] candidates = [new() { Keyword = 2, Vector = -1, Window = 0.5 }, new() { Keyword = 1, Vector = 1, Sentence = 1, Window = 1 }];

        Assert.Equal([0.75, 0.75], ScoreFusion.Fuse(candidates, Even, RetrievalMode.Keyword, depth: 100));
    }

    [Fact]
    public void Fuse_NoCandidates_IsEmpty() => Assert.Empty(ScoreFusion.Fuse([], Even, RetrievalMode.Hybrid, depth: 100));

    [Fact]
    public void Fuse_AnyScores_StayFromZeroToOne()
    {
        var score = Gen.Select(Gen.Double[0, 50], Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0, 1], (k, v, s, w) =>
            new PassageScores { Keyword = k, Vector = v, Sentence = s, Window = w });

        Gen.Select(score.Array[1, 30], Gen.Int[1, 20], Gen.Enum<RetrievalMode>()).Sample(
            (candidates, depth, mode) => Assert.All(ScoreFusion.Fuse(candidates, Even, mode, depth), fused => Assert.InRange(fused, 0, 1 + 1e-9)));
    }
}
