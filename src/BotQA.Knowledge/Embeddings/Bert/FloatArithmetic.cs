using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>
/// Full precision: computes in 32-bit floats. Weights that lie in the file as 16-bit floats stay so in the graph, which
/// halves it; ONNX Runtime widens them once, when the session is made.
/// </summary>
internal sealed class FloatArithmetic(OnnxGraph graph, ModelWeights weights) : IBertArithmetic
{
    public string LookUp(string table, int rows, int columns, string indices)
    {
        var tensor = weights.Get(table, rows, columns);
        var type = tensor.IsHalf ? OnnxElementType.Half : OnnxElementType.Single;
        var found = graph.AddNode("Gather", [graph.AddConstant(table, type, [rows, columns], tensor.Data), indices]);
        return tensor.IsHalf ? AddWidening(found) : found;
    }

    public string Linear(string input, LinearWeights layer)
    {
        var halves = Array.ConvertAll(layer.Transpose(), value => (Half)value);
        var product = graph.AddNode("MatMul", [input, AddWidening(graph.AddConstant(layer.Name + ".weight", OnnxElementType.Half, [layer.Inputs, layer.Outputs], halves))]);
        return layer.Bias is null ? product : graph.AddNode("Add", [product, graph.AddConstant(layer.Name + ".bias", OnnxElementType.Single, [layer.Outputs], layer.Bias)]);
    }

    public string FeedForward(string input, LinearWeights up, LinearWeights down)
        => Linear(graph.AddContribNode("Gelu", [Linear(input, up)]), down);

    private string AddWidening(string value) => graph.AddNode("Cast", [value], new OnnxAttribute("to", (long)OnnxElementType.Single));
}
