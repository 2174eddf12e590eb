namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>A named constant of a node: an integer, a float or a list of integers.</summary>
internal sealed record OnnxAttribute
{
    private OnnxAttribute(string name)
    {
        Name = name;
    }

    public OnnxAttribute(string name, long value)
        : this(name)
    {
        Integer = value;
    }

    public OnnxAttribute(string name, float value)
        : this(name)
    {
        Float = value;
    }

    public OnnxAttribute(string name, long[] values)
        : this(name)
    {
        Integers = values;
    }

    public string Name { get; }

    public long? Integer { get; }

    public float? Float { get; }

    public long[]? Integers { get; }
}
