using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>
/// Writes a BERT encoder (Devlin et al. 2019) with a head as an ONNX graph. Operators that ONNX Runtime has in one piece
/// (attention, GELU, quantised products) are used as such, so that sessions load without optimising.
/// </summary>
internal sealed class BertGraph
{
    private readonly OnnxGraph _graph = new();
    private readonly BertShape _shape;
    private readonly ModelWeights _weights;
    private readonly IBertArithmetic _arithmetic;

    private BertGraph(BertShape shape, ModelWeights weights, Func<OnnxGraph, ModelWeights, IBertArithmetic> arithmetic)
    {
        _shape = shape;
        _weights = weights;
        _arithmetic = arithmetic(_graph, weights);
    }

    /// <summary>Builds the graph of an encoder with <paramref name="head"/>.</summary>
    /// <param name="shape">The sizes of the encoder.</param>
    /// <param name="weights">The weights, under the names of Hugging Face's <c>BertModel</c>.</param>
    /// <param name="inputs">The inputs the graph takes.</param>
    /// <param name="arithmetic">Makes the arithmetic for a graph and its weights.</param>
    /// <param name="head">What is computed from the token states.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public static OnnxGraph Build(
        BertShape shape,
        ModelWeights weights,
        BertInputs inputs,
        Func<OnnxGraph, ModelWeights, IBertArithmetic> arithmetic,
        IBertHead head)
    {
        var builder = new BertGraph(shape, weights, arithmetic);
        var graph = builder._graph;
        var ids = graph.AddInput(BertInputs.TokenIdsName, OnnxElementType.Int64, "batch", "tokens");
        var mask = inputs.AttentionMask ? graph.AddInput(BertInputs.AttentionMaskName, OnnxElementType.Int64, "batch", "tokens") : null;
        var types = inputs.TokenTypes ? graph.AddInput(BertInputs.TokenTypesName, OnnxElementType.Int64, "batch", "tokens") : null;

        var padding = mask is null ? string.Empty : graph.AddNode("Cast", [mask], new OnnxAttribute("to", (long)OnnxElementType.Int32));
        var states = builder.AddEmbeddings(ids, types);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            states = builder.AddLayer(states, padding, $"encoder.layer.{layer}");
        }

        head.AddTo(graph, states, mask);
        return graph;
    }

    private string AddEmbeddings(string ids, string? types)
    {
        const string positionsTable = "embeddings.position_embeddings.weight";
        const string typesTable = "embeddings.token_type_embeddings.weight";
        var words = _arithmetic.LookUp("embeddings.word_embeddings.weight", _shape.Vocabulary, _shape.Hidden, ids);
        var positions = _weights.Get(positionsTable, _shape.Positions, _shape.Hidden).ToSingles();
        var typeValues = _weights.Get(typesTable, 2, _shape.Hidden).ToSingles();
        if (types is null)
        {
            for (var i = 0; i < positions.Length; i++)
            {
                positions[i] += typeValues[i % _shape.Hidden];
            }
        }
        else
        {
            words = _graph.AddNode("Add", [words, _graph.AddNode("Gather", [_graph.AddConstant(typesTable, OnnxElementType.Single, [2, _shape.Hidden], typeValues), types])]);
        }

        var length = _graph.AddNode("Gather", [_graph.AddNode("Shape", [ids]), _graph.AddIntegers(1)]);
        var used = _graph.AddNode(
            "Slice",
            [_graph.AddConstant(positionsTable, OnnxElementType.Single, [_shape.Positions, _shape.Hidden], positions), _graph.AddIntegers(0), length, _graph.AddIntegers(0)]);
        return AddNormalizedSum(words, used, "embeddings.LayerNorm");
    }

    private string AddLayer(string states, string padding, string name)
    {
        var attended = AddAttention(states, padding, name + ".attention.self");
        var projected = _arithmetic.Linear(attended, LinearWeights.Read(_weights, name + ".attention.output.dense", _shape.Hidden, _shape.Hidden));
        states = AddNormalizedSum(projected, states, name + ".attention.output.LayerNorm");

        var transformed = _arithmetic.FeedForward(
            states,
            LinearWeights.Read(_weights, name + ".intermediate.dense", _shape.Hidden, _shape.Intermediate),
            LinearWeights.Read(_weights, name + ".output.dense", _shape.Intermediate, _shape.Hidden));
        return AddNormalizedSum(transformed, states, name + ".output.LayerNorm");
    }

    private string AddAttention(string states, string padding, string name)
    {
        var projection = LinearWeights.Stack(
            name,
            LinearWeights.Read(_weights, name + ".query", _shape.Hidden, _shape.Hidden),
            LinearWeights.Read(_weights, name + ".key", _shape.Hidden, _shape.Hidden),
            LinearWeights.Read(_weights, name + ".value", _shape.Hidden, _shape.Hidden));
        var parts = _graph.AddNode("Split", string.Empty, [_arithmetic.Linear(states, projection)], outputs: 3, new OnnxAttribute("axis", -1L));
        return _graph.AddContribNode("MultiHeadAttention", [.. parts, string.Empty, padding], new OnnxAttribute("num_heads", _shape.Heads));
    }

    // Faster on CPUs than ONNX Runtime's SkipLayerNormalization, which isn't vectorised.
    private string AddNormalizedSum(string left, string right, string name) => _graph.AddNode(
        "LayerNormalization",
        [_graph.AddNode("Add", [left, right]), AddVector(name + ".weight"), AddVector(name + ".bias")],
        new("axis", -1L),
        new("epsilon", BertShape.LayerNormEpsilon));

    private string AddVector(string name) => _graph.AddConstant(name, OnnxElementType.Single, [_shape.Hidden], _weights.Get(name, _shape.Hidden).ToSingles());
}
