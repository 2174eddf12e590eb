using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>The sizes of a BERT encoder.</summary>
/// <param name="Vocabulary">The number of tokens.</param>
/// <param name="Positions">The longest input, in tokens.</param>
/// <param name="Layers">The number of transformer layers.</param>
/// <param name="Hidden">The number of values a token is represented by.</param>
/// <param name="Heads">The number of attention heads; divides <paramref name="Hidden"/>.</param>
/// <param name="Intermediate">The width of the feed-forward layers.</param>
internal sealed record BertShape(int Vocabulary, int Positions, int Layers, int Hidden, int Heads, int Intermediate)
{
    /// <summary>The added variance of layer normalisation.</summary>
    public const float LayerNormEpsilon = 1e-12f;

    /// <summary>The embedded model, all-MiniLM-L6-v2.</summary>
    public static BertShape MiniLm { get; } = new(Vocabulary: 30_522, Positions: 512, Layers: 6, Hidden: 384, Heads: 12, Intermediate: 1536);

    /// <summary>This shape with as many layers as the weights have.</summary>
    public BertShape AsDeepAs(ModelWeights weights) => this with
    {
        Layers = weights.Tensors.Keys.Count(name => name.StartsWith("encoder.layer.", StringComparison.Ordinal) && name.EndsWith(".intermediate.dense.bias", StringComparison.Ordinal)),
    };
}
