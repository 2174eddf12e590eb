using System.Globalization;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Onnx;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>Computes as <paramref name="inner"/> does and remembers what goes into each linear layer; as the graph's head it puts out the largest magnitudes.</summary>
internal sealed class RangeProbe(OnnxGraph graph, IBertArithmetic inner) : IBertArithmetic, IBertHead
{
    private readonly List<(LinearWeights Layer, string Input)> _probed = [];

    /// <summary>The probed layers by the name of their output.</summary>
    public IEnumerable<(string Output, LinearWeights Layer)> Outputs => _probed.Select(probe => (probe.Layer.Name + ".input_range", probe.Layer));

    public string LookUp(string table, int rows, int columns, string indices) => inner.LookUp(table, rows, columns, indices);

    public string Linear(string input, LinearWeights layer)
    {
        // What attention gives has no outliers worth a range.
        if (!layer.Name.EndsWith("attention.output.dense", StringComparison.Ordinal))
        {
            _probed.Add((layer, input));
        }

        return inner.Linear(input, layer);
    }

    public string FeedForward(string input, LinearWeights up, LinearWeights down) => Linear(graph.AddContribNode("Gelu", [Linear(input, up)]), down);

    public void AddTo(OnnxGraph graph, string states, string? mask)
    {
        foreach (var (layer, input) in _probed)
        {
            var largest = graph.AddNode("ReduceMax", [graph.AddNode("Abs", [input])], new("axes", [0, 1]), new("keepdims", 0L));
            graph.AddOutput(layer.Name + ".input_range", largest, OnnxElementType.Single, layer.Inputs.ToString(CultureInfo.InvariantCulture));
        }
    }
}
