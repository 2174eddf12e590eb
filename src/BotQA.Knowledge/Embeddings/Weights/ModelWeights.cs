namespace BotQA.Knowledge.Embeddings.Weights;

/// <summary>The weights of a model by the names its authors gave them.</summary>
internal sealed class ModelWeights
{
    private readonly Dictionary<string, WeightTensor> _tensors;

    public ModelWeights(IEnumerable<KeyValuePair<string, WeightTensor>> tensors)
    {
        _tensors = new Dictionary<string, WeightTensor>(tensors, StringComparer.Ordinal);
    }

    /// <summary>All tensors by their names.</summary>
    public IReadOnlyDictionary<string, WeightTensor> Tensors => _tensors;

    /// <summary>The tensor called <paramref name="name"/>, whose shape has to be <paramref name="shape"/>.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor, or it has another shape.</exception>
    public WeightTensor Get(string name, params ReadOnlySpan<int> shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw new InvalidDataException($"The weights hold no tensor called '{name}'.");
        }

        if (!shape.SequenceEqual(tensor.Shape.ToArray()))
        {
            throw new InvalidDataException($"The tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}], not [{string.Join(", ", shape.ToArray())}].");
        }

        return tensor;
    }

    /// <summary>The tensor called <paramref name="name"/>, or null when there is none.</summary>
    public WeightTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>These weights with those of <paramref name="other"/> added, or in the place of those of the same name.</summary>
    public ModelWeights With(ModelWeights other)
    {
        var union = new Dictionary<string, WeightTensor>(_tensors, StringComparer.Ordinal);
        foreach (var (name, tensor) in other._tensors)
        {
            union[name] = tensor;
        }

        return new ModelWeights(union);
    }
}
