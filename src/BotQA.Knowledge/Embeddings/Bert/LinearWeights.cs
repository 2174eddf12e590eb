using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>A linear layer <c>y = W x + b</c>.</summary>
/// <param name="Name">The name its tensors begin with, such as <c>encoder.layer.0.output.dense</c>.</param>
/// <param name="Inputs">The length of x.</param>
/// <param name="Outputs">The length of y.</param>
/// <param name="Weights">W row by row: <paramref name="Outputs"/> rows of <paramref name="Inputs"/> values.</param>
/// <param name="Bias">b, or null for none.</param>
internal sealed record LinearWeights(string Name, int Inputs, int Outputs, float[] Weights, float[]? Bias)
{
    /// <summary>Reads the tensors <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public static LinearWeights Read(ModelWeights weights, string name, int inputs, int outputs) => new(
        name,
        inputs,
        outputs,
        weights.Get(name + ".weight", outputs, inputs).ToSingles(),
        weights.Get(name + ".bias", outputs).ToSingles());

    /// <summary>One layer that gives the outputs of <paramref name="layers"/>, which read the same input, one after the other.</summary>
    public static LinearWeights Stack(string name, params LinearWeights[] layers) => new(
        name,
        layers[0].Inputs,
        layers.Sum(layer => layer.Outputs),
        [.. layers.SelectMany(layer => layer.Weights)],
        [.. layers.SelectMany(layer => layer.Bias!)]);

    /// <summary>The weights column by column, as a matrix product <c>x W</c> needs them: <see cref="Inputs"/> rows of <see cref="Outputs"/> values.</summary>
    public float[] Transpose()
    {
        var transposed = new float[Weights.Length];
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                transposed[(input * Outputs) + output] = Weights[(output * Inputs) + input];
            }
        }

        return transposed;
    }

    /// <summary>The layer with only the given outputs, in the given order.</summary>
    public LinearWeights TakeOutputs(string name, IReadOnlyList<int> outputs) => new(
        name,
        Inputs,
        outputs.Count,
        [.. outputs.SelectMany(output => new ArraySegment<float>(Weights, output * Inputs, Inputs))],
        Bias is null ? null : [.. outputs.Select(output => Bias[output])]);

    /// <summary>The layer's contribution from only the given inputs, in the given order.</summary>
    public LinearWeights TakeInputs(string name, IReadOnlyList<int> inputs, bool withBias)
    {
        var taken = new float[Outputs * inputs.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = Weights[(i / inputs.Count * Inputs) + inputs[i % inputs.Count]];
        }

        return new LinearWeights(name, inputs.Count, Outputs, taken, withBias ? Bias : null);
    }

    /// <summary>The layer for an input whose values are divided by <paramref name="scales"/>, one for each.</summary>
    public LinearWeights ForScaledInput(float[] scales)
    {
        var scaled = new float[Weights.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Weights[i] * scales[i % Inputs];
        }

        return this with { Weights = scaled };
    }
}
