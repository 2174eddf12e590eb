namespace BotQA.Evaluation.Metrics;

/// <summary>How well a score tells two classes apart, whatever the threshold.</summary>
internal static class RocCurve
{
    /// <summary>
    /// The area under the curve: the probability that a positive scores above a negative, ties counting half (Mann and Whitney's U over
    /// the number of pairs). Null when a class is empty.
    /// </summary>
    public static double? Area(IEnumerable<double> positives, IEnumerable<double> negatives)
    {
        var scores = positives.Select(s => (Score: s, Positive: true)).Concat(negatives.Select(s => (Score: s, Positive: false))).ToList();
        var positiveCount = scores.Count(s => s.Positive);
        var negativeCount = scores.Count - positiveCount;
        if (positiveCount == 0 || negativeCount == 0)
        {
            return null;
        }

        var wins = 0.0;
        var negativesBelow = 0;
        foreach (var tied in scores.GroupBy(s => s.Score).OrderBy(g => g.Key))
        {
            var positivesHere = tied.Count(s => s.Positive);
            var negativesHere = tied.Count() - positivesHere;
            wins += positivesHere * (negativesBelow + (negativesHere / 2.0));
            negativesBelow += negativesHere;
        }

        return wins / ((double)positiveCount * negativeCount);
    }
}
