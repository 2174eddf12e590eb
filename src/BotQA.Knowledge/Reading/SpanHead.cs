using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Reading;

/// <summary>Two logits for each token: of an answer starting and of one ending there.</summary>
internal sealed class SpanHead(BertShape shape, ModelWeights weights) : IBertHead
{
    /// <summary>The name of the output, floats of shape [batch, tokens, 2].</summary>
    public const string Output = "logits";

    private const string Layer = "qa_outputs";

    public void AddTo(OnnxGraph graph, string states, string? mask)
    {
        var layer = LinearWeights.Read(weights, Layer, shape.Hidden, outputs: 2);
        var matrix = graph.AddConstant(Layer + ".weight", OnnxElementType.Single, [layer.Inputs, layer.Outputs], layer.Transpose());
        var bias = graph.AddConstant(Layer + ".bias", OnnxElementType.Single, [layer.Outputs], layer.Bias!);
        var logits = graph.AddNode("Add", [graph.AddNode("MatMul", [states, matrix]), bias]);
        graph.AddOutput(Output, logits, OnnxElementType.Single, "batch", "tokens", "2");
    }
}
