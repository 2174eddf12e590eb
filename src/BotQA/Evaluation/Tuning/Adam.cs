namespace BotQA.Evaluation.Tuning;

/// <summary>Minimises a smooth function by gradient steps of adapted size (Kingma and Ba, "Adam", 2015).</summary>
internal static class Adam
{
    private const double StepSize = 0.05;
    private const double Decay1 = 0.9;
    private const double Decay2 = 0.999;

    /// <summary>Minimises from the origin.</summary>
    /// <param name="dimensions">The number of parameters.</param>
    /// <param name="steps">The number of steps; their size falls linearly to zero.</param>
    /// <param name="gradient">Writes the gradient at the given parameters.</param>
    public static double[] Minimize(int dimensions, int steps, Action<double[], double[]> gradient)
    {
        var (parameters, slope, mean, square) = (new double[dimensions], new double[dimensions], new double[dimensions], new double[dimensions]);
        for (var step = 1; step <= steps; step++)
        {
            Array.Clear(slope);
            gradient(parameters, slope);
            var size = StepSize * (1 - ((step - 1.0) / steps)) * Math.Sqrt(1 - Math.Pow(Decay2, step)) / (1 - Math.Pow(Decay1, step));
            for (var i = 0; i < dimensions; i++)
            {
                mean[i] = (Decay1 * mean[i]) + ((1 - Decay1) * slope[i]);
                square[i] = (Decay2 * square[i]) + ((1 - Decay2) * slope[i] * slope[i]);
                parameters[i] -= size * mean[i] / (Math.Sqrt(square[i]) + 1e-9);
            }
        }

        return parameters;
    }
}
