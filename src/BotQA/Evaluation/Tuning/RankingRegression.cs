namespace BotQA.Evaluation.Tuning;

/// <summary>Fits a score so that, within each group, the exponentiated scores of the right candidates take the largest share.</summary>
internal static class RankingRegression
{
    private const int Steps = 600;

    /// <summary>Fits by maximum marginal likelihood with a quadratic penalty on the weights of the scaled features.</summary>
    /// <param name="groups">The candidates of each question; at least one of each group is right.</param>
    /// <param name="penalty">The strength of the penalty, at least 0.</param>
    public static double[] Fit(IReadOnlyList<RankingGroup> groups, double penalty)
    {
        var scaling = new FeatureScaling([.. groups.SelectMany(group => group.Rows)]);
        var scaled = groups.Select(group => (Rows: group.Rows.Select(scaling.Apply).ToArray(), group.IsRight)).ToArray();
        var dimensions = groups[0].Rows[0].Length;
        var fitted = Adam.Minimize(dimensions, Steps, (weights, slope) =>
        {
            foreach (var (rows, isRight) in scaled)
            {
                var scores = rows.Select(row => Dot(weights, row)).ToArray();
                var top = scores.Max();
                var shares = scores.Select(score => Math.Exp(score - top)).ToArray();
                var all = shares.Sum();
                var right = shares.Where((_, k) => isRight[k]).Sum();
                for (var k = 0; k < rows.Length; k++)
                {
                    var error = ((shares[k] / all) - (isRight[k] ? shares[k] / right : 0)) / scaled.Length;
                    for (var i = 0; i < dimensions; i++)
                    {
                        slope[i] += error * rows[k][i];
                    }
                }
            }

            for (var i = 0; i < dimensions; i++)
            {
                slope[i] += penalty * weights[i];
            }
        });
        return scaling.Unscale(0, fitted).Weights;
    }

    /// <summary>The share of groups whose best-scored candidate is right.</summary>
    public static double Accuracy(IReadOnlyList<RankingGroup> groups, IReadOnlyList<double> weights) =>
        groups.Average(group => group.IsRight[Best(group.Rows, weights)] ? 1.0 : 0);

    private static int Best(IReadOnlyList<double[]> rows, IReadOnlyList<double> weights)
    {
        var best = 0;
        for (var k = 1; k < rows.Count; k++)
        {
            best = Dot(weights, rows[k]) > Dot(weights, rows[best]) ? k : best;
        }

        return best;
    }

    private static double Dot(IReadOnlyList<double> weights, double[] row)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += weights[i] * row[i];
        }

        return sum;
    }
}
