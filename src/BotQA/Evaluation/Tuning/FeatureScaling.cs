namespace BotQA.Evaluation.Tuning;

/// <summary>Brings features to mean 0 and variance 1 for fitting, and the fitted weights back to the features as they are.</summary>
internal sealed class FeatureScaling
{
    private readonly double[] _mean;
    private readonly double[] _deviation;

    public FeatureScaling(IReadOnlyList<double[]> rows)
    {
        var dimensions = rows[0].Length;
        _mean = [.. Enumerable.Range(0, dimensions).Select(i => rows.Average(row => row[i]))];
        _deviation = [.. Enumerable.Range(0, dimensions).Select(i => Math.Sqrt(rows.Average(row => Math.Pow(row[i] - _mean[i], 2))))];
    }

    public double[] Apply(double[] row) => [.. row.Select((value, i) => _deviation[i] > 0 ? (value - _mean[i]) / _deviation[i] : 0)];

    /// <summary>The weights and the bias for unscaled features.</summary>
    public (double Bias, double[] Weights) Unscale(double bias, IReadOnlyList<double> weights)
    {
        var unscaled = weights.Select((weight, i) => _deviation[i] > 0 ? weight / _deviation[i] : 0).ToArray();
        return (bias - unscaled.Select((weight, i) => weight * _mean[i]).Sum(), unscaled);
    }
}
