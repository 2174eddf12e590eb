using System.Globalization;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>An ONNX graph under construction. Nodes are added in an order in which each reads only what exists already.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The domain of the operators ONNX Runtime adds to the standard.</summary>
    public const string ContribDomain = "com.microsoft";

    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxConstant> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly HashSet<string> _constantNames = new(StringComparer.Ordinal);

    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    public IReadOnlyList<OnnxConstant> Constants => _constants;

    public IReadOnlyList<OnnxValue> Inputs => _inputs;

    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>Declares an input and returns its name.</summary>
    public string AddInput(string name, OnnxElementType type, params string[] shape)
    {
        _inputs.Add(new OnnxValue(name, type, shape));
        return name;
    }

    /// <summary>Declares <paramref name="value"/>, made by a node, to be the output called <paramref name="name"/>.</summary>
    public void AddOutput(string name, string value, OnnxElementType type, params string[] shape)
    {
        _nodes.Add(new OnnxNode("Identity", string.Empty, [value], [name], []));
        _outputs.Add(new OnnxValue(name, type, shape));
    }

    /// <summary>Adds a constant, unless one of the same name is there already, and returns its name.</summary>
    public string AddConstant<T>(string name, OnnxElementType type, IReadOnlyList<int> shape, T[] values)
        where T : unmanaged
        => AddConstant(name, type, shape, MemoryMarshal.AsBytes<T>(values).ToArray().AsMemory());

    /// <summary>Adds a constant, unless one of the same name is there already, and returns its name.</summary>
    public string AddConstant(string name, OnnxElementType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> data)
    {
        if (_constantNames.Add(name))
        {
            _constants.Add(new OnnxConstant(name, type, shape, data));
        }

        return name;
    }

    /// <summary>Adds a list of integers as a constant and returns its name.</summary>
    public string AddIntegers(params long[] values)
        => AddConstant("ints_" + string.Join('_', values.Select(value => value.ToString(CultureInfo.InvariantCulture))), OnnxElementType.Int64, [values.Length], values);

    /// <summary>Adds a node of ONNX's own operator set with one output, and returns the output's name.</summary>
    public string AddNode(string @operator, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes)
        => AddNode(@operator, string.Empty, inputs, outputs: 1, attributes)[0];

    /// <summary>Adds a node of ONNX Runtime's additions with one output, and returns the output's name.</summary>
    public string AddContribNode(string @operator, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes)
        => AddNode(@operator, ContribDomain, inputs, outputs: 1, attributes)[0];

    /// <summary>Adds a node and returns the names of its outputs.</summary>
    public IReadOnlyList<string> AddNode(string @operator, string domain, IReadOnlyList<string> inputs, int outputs, params OnnxAttribute[] attributes)
    {
        var names = Enumerable.Range(0, outputs).Select(i => $"{@operator}_{_nodes.Count}_{i}").ToArray();
        _nodes.Add(new OnnxNode(@operator, domain, inputs, names, attributes));
        return names;
    }
}
