namespace BotQA.Evaluation.Tuning;

/// <summary>Fits the log-odds of an outcome as a weighted sum of features.</summary>
internal static class LogisticRegression
{
    private const int Steps = 1500;

    /// <summary>Fits by maximum likelihood with a quadratic penalty on the weights of the scaled features.</summary>
    /// <param name="rows">The features of each example.</param>
    /// <param name="outcomes">The outcome of each example.</param>
    /// <param name="importance">The weight of each example, of mean 1.</param>
    /// <param name="penalty">The strength of the penalty, at least 0.</param>
    public static (double Bias, double[] Weights) Fit(
        IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes, IReadOnlyList<double> importance, double penalty)
    {
        var scaling = new FeatureScaling(rows);
        var scaled = rows.Select(scaling.Apply).ToArray();
        var dimensions = rows[0].Length;
        var fitted = Adam.Minimize(dimensions + 1, Steps, (parameters, slope) =>
        {
            for (var n = 0; n < scaled.Length; n++)
            {
                var logit = parameters[dimensions];
                for (var i = 0; i < dimensions; i++)
                {
                    logit += parameters[i] * scaled[n][i];
                }

                var error = importance[n] * ((1 / (1 + Math.Exp(-logit))) - (outcomes[n] ? 1 : 0)) / scaled.Length;
                for (var i = 0; i < dimensions; i++)
                {
                    slope[i] += error * scaled[n][i];
                }

                slope[dimensions] += error;
            }

            for (var i = 0; i < dimensions; i++)
            {
                slope[i] += penalty * parameters[i];
            }
        });
        return scaling.Unscale(fitted[dimensions], fitted[..dimensions]);
    }
}
