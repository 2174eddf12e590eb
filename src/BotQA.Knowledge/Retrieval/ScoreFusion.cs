namespace BotQA.Knowledge.Retrieval;

/// <summary>
/// Joins the scores of each stage to one by a convex sum. Similarities are scaled between the last of the best candidates and the best (or 0.2 below it);
/// keyword scores are taken over the best one.
/// </summary>
internal static class ScoreFusion
{
    /// <summary>A score from 0 to 1 for each candidate, in their order.</summary>
    /// <param name="candidates">The scores of all candidates of one question.</param>
    /// <param name="weights">The shares.</param>
    /// <param name="mode">In a mode of one search the other's shares are left out.</param>
    /// <param name="depth">The number of candidates of one search, which sets where a similarity counts as 0.</param>
    public static double[] Fuse(IReadOnlyList<PassageScores> candidates, RetrievalWeights weights, RetrievalMode mode, int depth)
    {
        var (byWords, byMeaning) = (mode != RetrievalMode.Vector ? 1 : 0, mode != RetrievalMode.Keyword ? 1 : 0);
        var total = (byWords * (weights.Keyword + weights.Window)) + (byMeaning * (weights.Vector + weights.Sentence));
        if (candidates.Count == 0 || total <= 0)
        {
            return new double[candidates.Count];
        }

        var bestKeyword = candidates.Max(candidate => candidate.Keyword);
        var vectors = Scale.Of(candidates.Select(candidate => candidate.Vector), depth);
        var sentences = Scale.Of(candidates.Select(candidate => candidate.Sentence), depth);
        return [.. candidates.Select(candidate => (
            (byWords * weights.Keyword * (bestKeyword > 0 ? candidate.Keyword / bestKeyword : 0))
            + (byWords * weights.Window * candidate.Window)
            + (byMeaning * weights.Vector * vectors.Apply(candidate.Vector))
            + (byMeaning * weights.Sentence * sentences.Apply(candidate.Sentence))) / total)];
    }

    private readonly record struct Scale(double Low, double High)
    {
        // In a handful of passages the best and the last may be about as similar: that isn't the whole way from 1 to 0.
        private const double SmallestRange = 0.2;

        public static Scale Of(IEnumerable<double> values, int depth)
        {
            var best = values.OrderDescending().Take(depth).ToList();
            return new Scale(best[^1], best[0]);
        }

        public double Apply(double value) => Math.Max(0, 1 - ((High - value) / Math.Max(High - Low, SmallestRange)));
    }
}
