using System.Globalization;
using BotQA.Knowledge.Embeddings.Onnx;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>One vector of length 1 for each row: the mean of its tokens' states, as the model's authors pool them.</summary>
internal sealed class SentenceEmbeddingHead(BertShape shape) : IBertHead
{
    /// <summary>The name of the output, floats of shape [batch, hidden].</summary>
    public const string Output = "sentence_embedding";

    public void AddTo(OnnxGraph graph, string states, string? mask)
    {
        var mean = mask is null
            ? graph.AddNode("ReduceMean", [states], new("axes", [1]), new("keepdims", 0L))
            : AddMaskedMean(graph, states, mask);
        var unit = graph.AddNode("LpNormalization", [mean], new("axis", -1L), new("p", 2L));
        graph.AddOutput(Output, unit, OnnxElementType.Single, "batch", shape.Hidden.ToString(CultureInfo.InvariantCulture));
    }

    private static string AddMaskedMean(OnnxGraph graph, string states, string mask)
    {
        var weight = graph.AddNode(
            "Unsqueeze",
            [graph.AddNode("Cast", [mask], new OnnxAttribute("to", (long)OnnxElementType.Single)), graph.AddIntegers(2)]);
        var overTokens = graph.AddIntegers(1);
        var sum = graph.AddNode("ReduceSum", [graph.AddNode("Mul", [states, weight]), overTokens], new OnnxAttribute("keepdims", 0L));
        return graph.AddNode("Div", [sum, graph.AddNode("ReduceSum", [weight, overTokens], new OnnxAttribute("keepdims", 0L))]);
    }
}
