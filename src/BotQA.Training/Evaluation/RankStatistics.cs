namespace BotQA.Training.Evaluation;

internal static class RankStatistics
{
    /// <summary>
    /// The probability that a positive's score is above a negative's (area under the ROC curve), ties counting half; NaN without both.
    /// </summary>
    public static double Auroc(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return double.NaN;
        }

        var sorted = negatives.Order().ToArray();
        var wins = 0.0;
        foreach (var score in positives)
        {
            var below = LowerBound(sorted, score);
            var notAbove = LowerBound(sorted, Math.BitIncrement(score));
            wins += below + ((notAbove - below) / 2.0);
        }

        return wins / positives.Count / negatives.Count;
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
