using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>
/// Dynamic 8-bit quantisation: weights are integers with a scale for each output, inputs are turned into integers when they
/// arrive. Where the weights come with measured input ranges (tensors called <c>NAME.input_range</c>), two things keep the
/// error small: inputs are divided by per-channel factors that the weights take over (Xiao et al. 2023, "SmoothQuant",
/// with alpha = 0.5), and the few neurons of a feed-forward layer that fire many times stronger than the rest are computed
/// in floats beside the others.
/// </summary>
internal sealed class Int8Arithmetic(OnnxGraph graph, ModelWeights weights) : IBertArithmetic
{
    /// <summary>
    /// The largest weight as an integer. It isn't 127, because without VNNI instructions x64 adds pairs of products in 16 bits,
    /// which saturate; below 80 that takes two inputs over 204 of 255 with two of the largest weights.
    /// </summary>
    private const float LargestWeight = 80;

    private const float LargestTableValue = 127;

    /// <summary>How many of a feed-forward layer's neurons are computed in floats. MiniLM has one or two outstanding ones in each layer.</summary>
    private const int OutstandingNeurons = 8;

    private const float SmallestRange = 1e-5f;

    private readonly Dictionary<string, IReadOnlyList<string>> _quantized = new(StringComparer.Ordinal);

    public string LookUp(string table, int rows, int columns, string indices)
    {
        var (values, scales) = QuantizeRows(weights.Get(table, rows, columns).ToSingles(), rows, columns, LargestTableValue);
        var row = graph.AddNode("Gather", [graph.AddConstant(table, OnnxElementType.SByte, [rows, columns], values), indices]);
        var scale = graph.AddNode("Gather", [graph.AddConstant(table + ".scale", OnnxElementType.Single, [rows, 1], scales), indices]);
        return graph.AddNode("Mul", [graph.AddNode("Cast", [row], new OnnxAttribute("to", (long)OnnxElementType.Single)), scale]);
    }

    public string Linear(string input, LinearWeights layer)
    {
        if (weights.Find(layer.Name + ".input_range") is { } range)
        {
            var factors = SmoothingFactors(layer, range.ToSingles());
            var inverse = Array.ConvertAll(factors, factor => 1 / factor);
            input = graph.AddNode("Mul", [input, graph.AddConstant(layer.Name + ".smoothing", OnnxElementType.Single, [layer.Inputs], inverse)]);
            layer = layer.ForScaledInput(factors);
        }

        return AddQuantized(input, layer);
    }

    public string FeedForward(string input, LinearWeights up, LinearWeights down)
    {
        if (weights.Find(down.Name + ".input_range") is not { } range)
        {
            return AddQuantized(AddGelu(Linear(input, up)), down);
        }

        var strengths = range.ToSingles();
        var neurons = Enumerable.Range(0, down.Inputs).OrderByDescending(neuron => strengths[neuron]).ThenBy(neuron => neuron).ToArray();
        var outstanding = neurons[..OutstandingNeurons];
        var others = neurons[OutstandingNeurons..];
        Array.Sort(others);

        var quantized = AddQuantized(
            AddGelu(Linear(input, up.TakeOutputs(up.Name, others))),
            down.TakeInputs(down.Name, others, withBias: true));
        var exact = AddFloat(
            AddGelu(AddFloat(input, up.TakeOutputs(up.Name + ".outstanding", outstanding))),
            down.TakeInputs(down.Name + ".outstanding", outstanding, withBias: false));
        return graph.AddNode("Add", [quantized, exact]);
    }

    private static float[] SmoothingFactors(LinearWeights layer, float[] range)
    {
        var factors = new float[layer.Inputs];
        for (var input = 0; input < factors.Length; input++)
        {
            var largest = SmallestRange;
            for (var output = 0; output < layer.Outputs; output++)
            {
                largest = MathF.Max(largest, MathF.Abs(layer.Weights[(output * layer.Inputs) + input]));
            }

            factors[input] = MathF.Sqrt(MathF.Max(range[input], SmallestRange) / largest);
        }

        return factors;
    }

    private static (sbyte[] Values, float[] Scales) QuantizeRows(float[] matrix, int rows, int columns, float largest)
    {
        var values = new sbyte[matrix.Length];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var source = matrix.AsSpan(row * columns, columns);
            var scale = MathF.Abs(TensorPrimitives.MaxMagnitude(source)) / largest;
            scales[row] = scale;
            for (var column = 0; scale > 0 && column < columns; column++)
            {
                values[(row * columns) + column] = (sbyte)MathF.Round(source[column] / scale);
            }
        }

        return (values, scales);
    }

    private string AddQuantized(string input, LinearWeights layer)
    {
        var (values, scales) = QuantizeRows(layer.Weights, layer.Outputs, layer.Inputs, LargestWeight);
        var matrix = new sbyte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            matrix[(i % layer.Inputs * layer.Outputs) + (i / layer.Inputs)] = values[i];
        }

        if (!_quantized.TryGetValue(input, out var integers))
        {
            _quantized[input] = integers = graph.AddNode("DynamicQuantizeLinear", string.Empty, [input], outputs: 3);
        }

        return graph.AddContribNode(
            "MatMulIntegerToFloat",
            [
                integers[0],
                graph.AddConstant(layer.Name + ".weight", OnnxElementType.SByte, [layer.Inputs, layer.Outputs], matrix),
                integers[1],
                graph.AddConstant(layer.Name + ".scale", OnnxElementType.Single, [layer.Outputs], scales),
                integers[2],
                string.Empty,
                layer.Bias is null ? string.Empty : graph.AddConstant(layer.Name + ".bias", OnnxElementType.Single, [layer.Outputs], layer.Bias),
            ]);
    }

    private string AddFloat(string input, LinearWeights layer)
    {
        var product = graph.AddNode("MatMul", [input, graph.AddConstant(layer.Name + ".weight", OnnxElementType.Single, [layer.Inputs, layer.Outputs], layer.Transpose())]);
        return layer.Bias is null ? product : graph.AddNode("Add", [product, graph.AddConstant(layer.Name + ".bias", OnnxElementType.Single, [layer.Outputs], layer.Bias)]);
    }

    private string AddGelu(string input) => graph.AddContribNode("Gelu", [input]);
}
