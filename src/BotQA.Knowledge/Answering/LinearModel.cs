using System.Reflection;
using System.Text.Json;

namespace BotQA.Knowledge.Answering;

/// <summary>A weighted sum of named features. The weights are data: a file in <c>Answering/Models</c> that says which command fitted it.</summary>
internal sealed class LinearModel
{
    private readonly double[] _weights;

    public LinearModel(double bias, IReadOnlyList<string> features, IReadOnlyDictionary<string, double> weights)
    {
        Bias = bias;
        Features = features;
        _weights = [.. features.Select(feature => weights.GetValueOrDefault(feature))];
    }

    /// <summary>The value with all features at 0.</summary>
    public double Bias { get; }

    /// <summary>The names of the features, in the order of their values.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Loads a model that ships with the library.</summary>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="features">The features that the caller computes; the file has to name the same ones.</param>
    public static LinearModel Load(string name, IReadOnlyList<string> features)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"BotQA.Knowledge.Answering.Models.{name}.json")
            ?? throw new InvalidOperationException($"The model {name} is missing from the library.");
        var file = JsonSerializer.Deserialize<LinearModelFile>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"The model {name} is empty.");
        var unknown = file.Weights.Keys.Except(features).Concat(features.Except(file.Weights.Keys)).ToList();
        return unknown.Count == 0
            ? new LinearModel(file.Bias, features, file.Weights)
            : throw new InvalidOperationException($"The model {name} doesn't fit the features {string.Join(", ", unknown)}. Fit it again: {file.Command}");
    }

    /// <summary>The weighted sum.</summary>
    /// <param name="values">A value for each of <see cref="Features"/>.</param>
    public double Score(ReadOnlySpan<double> values)
    {
        var sum = Bias;
        for (var i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * values[i];
        }

        return sum;
    }
}
