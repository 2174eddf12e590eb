using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Embeddings.Weights;
using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Embeddings;

/// <summary>
/// The embedded model from token ids to vector. Texts are run one by one, never padded and never beside others: a batch of
/// equally long texts isn't faster from some 60 tokens on, and the range of its 8-bit integers, and with it each vector, would
/// depend on the company a text happens to be in.
/// </summary>
internal sealed class SentenceEncoder : IDisposable
{
    /// <summary>The length of a vector.</summary>
    public const int Dimensions = 384;

    /// <summary>The most tokens of one run, the two special ones included: what the model was trained for.</summary>
    private const int MaxTokens = 256;

    private const int WindowOverlap = 32;

    /// <summary>Raised whenever the same weights lead to another graph.</summary>
    private const int GraphVersion = 1;

    private static readonly string[] InputNames = [BertInputs.TokenIdsName];

    private readonly OnnxSession _session;

    public SentenceEncoder(EmbeddedModel model, GraphCache cache, EmbeddingPrecision precision)
    {
        var isFull = precision == EmbeddingPrecision.Full;
        var graph = cache.Open(new GraphRecipe(
            isFull ? "minilm-full" : "minilm-int8",
            EmbeddedModel.WeightsSha256,
            GraphVersion,
            () => BertGraph.Build(
                BertShape.MiniLm,
                SafetensorsReader.Read(model.ReadWeights()).With(ActivationRanges.Load()),
                new BertInputs(AttentionMask: false, TokenTypes: false),
                isFull ? (onnx, weights) => new FloatArithmetic(onnx, weights) : (onnx, weights) => new Int8Arithmetic(onnx, weights),
                new SentenceEmbeddingHead(BertShape.MiniLm))));
        _session = new OnnxSession(graph, optimize: isFull);
    }

    /// <summary>The vector of a text, of length 1. The vector of a long text is the mean of its windows', weighted by their tokens.</summary>
    /// <param name="tokens">The token ids without special tokens; none gives the vector of the special tokens alone.</param>
    /// <param name="cancellationToken">Looked at before each window.</param>
    public float[] Encode(ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        var windows = TokenWindows.Cut(tokens.Length, MaxTokens - 2, WindowOverlap);
        if (windows.Count == 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Run(tokens);
        }

        var sum = new float[Dimensions];
        foreach (var window in windows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = tokens[window];
            TensorPrimitives.MultiplyAdd(Run(part), part.Length, sum, sum);
        }

        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        return sum;
    }

    public void Dispose() => _session.Dispose();

    private float[] Run(ReadOnlySpan<int> tokens)
    {
        var ids = new long[tokens.Length + 2];
        ids[0] = WordPieceTokenizer.ClassificationId;
        TensorPrimitives.ConvertChecked(tokens, ids.AsSpan(1));
        ids[^1] = WordPieceTokenizer.SeparatorId;

        var vector = new float[Dimensions];
        using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var output = OrtValue.CreateTensorValueFromMemory(vector, [1, Dimensions]);
        _session.Run(InputNames, [input], SentenceEmbeddingHead.Output, output);
        return vector;
    }
}
