using BotQA.Knowledge.Embeddings;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BotQA.Training.Model;

/// <summary>
/// The embedded MiniLM encoder (BERT, 6 layers of 384), or a deeper one made of it (train_gpu.py), with a span head: for each token the logit
/// of an answer starting and of one ending there; the first token's mean "not here". Word and position embeddings stay the package's.
/// </summary>
internal sealed class ReaderModel
{
    public const string Head = "qa_outputs";
    private const int Hidden = 384;
    private const int Heads = 12;
    private const float HeadRateFactor = 3;
    private const float MaskedOut = -10000;

    // A tensor, as TorchSharp's scalars are sometimes collected before libtorch has read them.
    private readonly Tensor _attentionScale = tensor((float)(1 / Math.Sqrt(Hidden / Heads)));
    private readonly int _layers;
    private readonly Dictionary<string, Tensor> _weights = new(StringComparer.Ordinal);

    /// <summary>Loads the package's weights and, over them, those of <paramref name="readerFile"/>; without it, or where it's asked for, the head is new.</summary>
    public ReaderModel(EmbeddedModel package, string? readerFile = null, int seed = 1, bool hasNewHead = false)
    {
        var tensors = SafeTensors.Parse(package.ReadWeights(), out _);
        IEnumerable<NamedTensor> trained = readerFile is null ? [] : SafeTensors.Read(readerFile).Values;
        foreach (var tensor in readerFile is null || hasNewHead ? trained.Concat(NewHead(seed)) : trained)
        {
            tensors[tensor.Name] = tensor;
        }

        var parameters = new List<Parameter>();
        foreach (var (name, values) in tensors.Where(t => IsUsed(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var weight = tensor(values.Values, values.Shape);
            _weights[name] = weight;
            if (!IsFrozen(name))
            {
                weight.requires_grad_(true);
                var isMatrix = values.Shape.Length > 1 && !name.Contains("LayerNorm", StringComparison.Ordinal);
                parameters.Add(new Parameter(name, weight, isMatrix, name.StartsWith(Head, StringComparison.Ordinal) ? HeadRateFactor : 1));
            }
        }

        Parameters = parameters;
        _layers = _weights.Keys.Count(name => name.EndsWith(".intermediate.dense.bias", StringComparison.Ordinal));
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>
    /// Whether the layers work in 16-bit brain floats, products summed in 32 bits: three times as fast where the processor has instructions
    /// for it (AVX512-BF16, AMX), slower elsewhere. The weights themselves, the logits and the loss stay in 32 bits.
    /// </summary>
    public bool UsesBfloat16 { get; init; }

    /// <summary>Hears the name and the input of each layer whose input ranges 8-bit arithmetic wants to know.</summary>
    public Action<string, Tensor>? InputObserver { get; set; }

    /// <summary>Start and end logits, [batch, tokens, 2].</summary>
    /// <param name="ids">Token ids, [batch, tokens].</param>
    /// <param name="types">0 for the question's tokens, 1 for the passage's, [batch, tokens], floating point.</param>
    /// <param name="mask">1 for tokens, 0 for padding, [batch, tokens], floating point.</param>
    /// <param name="dropout">Only in training, where examples come back: what is left out after the embeddings and each half of a layer.</param>
    public Tensor Forward(Tensor ids, Tensor types, Tensor mask, Dropout? dropout = null)
    {
        var (batch, tokens) = (ids.shape[0], ids.shape[1]);
        var typeVectors = _weights["embeddings.token_type_embeddings.weight"];
        var questionType = typeVectors.select(0, 0);
        var words = _weights["embeddings.word_embeddings.weight"].index_select(0, ids.view(-1)).view(batch, tokens, Hidden);
        var positions = _weights["embeddings.position_embeddings.weight"].slice(0, 0, tokens, 1);
        var x = words + positions + questionType + (types.unsqueeze(2) * (typeVectors.select(0, 1) - questionType));
        x = Dropped(Norm(Rounded(x), "embeddings.LayerNorm"), dropout);
        var padding = Rounded((1 - mask) * MaskedOut).view(batch, 1, 1, tokens).expand(batch, Heads, tokens, tokens);
        for (var layer = 0; layer < _layers; layer++)
        {
            x = Layer(x, $"encoder.layer.{layer}.", padding, dropout);
        }

        return Linear(x, Head).to(ScalarType.Float32);
    }

    private Tensor Layer(Tensor x, string layer, Tensor padding, Dropout? dropout)
    {
        var (batch, tokens) = (x.shape[0], x.shape[1]);
        InputObserver?.Invoke(layer + "attention.self", x);
        Tensor PerHead(string name) => Linear(x, $"{layer}attention.self.{name}").view(batch, tokens, Heads, Hidden / Heads).transpose(1, 2);
        var context = Attend(PerHead("query"), PerHead("key"), PerHead("value"), padding).transpose(1, 2).reshape(batch, tokens, Hidden);
        var attended = Norm(Dropped(Linear(context, layer + "attention.output.dense"), dropout) + x, layer + "attention.output.LayerNorm");
        InputObserver?.Invoke(layer + "intermediate.dense", attended);
        var inner = F.gelu(Linear(attended, layer + "intermediate.dense"));
        InputObserver?.Invoke(layer + "output.dense", inner);
        return Norm(Dropped(Linear(inner, layer + "output.dense"), dropout) + attended, layer + "output.LayerNorm");
    }

    private Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor padding)
    {
        if (!UsesBfloat16)
        {
            return F.scaled_dot_product_attention(query, key, value, padding, 0.0, false);
        }

        var scores = (query * _attentionScale).matmul(key.transpose(2, 3)) + padding;
        return scores.softmax(-1).matmul(value);
    }

    private Tensor Linear(Tensor x, string name) => F.linear(x, Weight(name + ".weight"), Weight(name + ".bias"));

    private Tensor Norm(Tensor x, string name) => F.layer_norm(x, [Hidden], Weight(name + ".weight"), Weight(name + ".bias"), 1e-12);

    private Tensor Weight(string name) => Rounded(_weights[name]);

    private Tensor Rounded(Tensor x) => UsesBfloat16 ? x.to(ScalarType.BFloat16) : x;

    private static Tensor Dropped(Tensor x, Dropout? dropout) => dropout is null ? x : dropout.Apply(x);

    private static bool IsUsed(string name) =>
        !name.StartsWith("pooler", StringComparison.Ordinal) && !name.EndsWith(InputRanges.Suffix, StringComparison.Ordinal);

    private static bool IsFrozen(string name) =>
        name.Contains("word_embeddings", StringComparison.Ordinal) || name.Contains("position_", StringComparison.Ordinal);

    private static IEnumerable<NamedTensor> NewHead(int seed)
    {
        var random = new Random(seed);
        double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        yield return new NamedTensor(Head + ".weight", [2, Hidden], [.. Enumerable.Range(0, 2 * Hidden).Select(_ => (float)(0.02 * Gaussian()))]);
        yield return new NamedTensor(Head + ".bias", [2], new float[2]);
    }
}
