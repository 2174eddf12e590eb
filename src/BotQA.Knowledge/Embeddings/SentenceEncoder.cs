using System.Buffers;
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

    /// <summary>Raised whenever the same weights and texts lead to other vectors.</summary>
    public const int Version = 2;

    /// <summary>The most tokens of one run, the two special ones included: what the model was trained for.</summary>
    private const int MaxTokens = 256;

    private const int WindowOverlap = 32;

    private const int MaxContextTokens = 32;

    /// <summary>The id of the full stop, which divides what a passage stands under from the passage.</summary>
    private const int FullStopId = 1012;

    private static readonly string[] InputNames = [BertInputs.TokenIdsName];

    private readonly OnnxSession _session;

    public SentenceEncoder(EmbeddedModel model, GraphCache cache, EmbeddingPrecision precision)
    {
        var isFull = precision == EmbeddingPrecision.Full;
        var graph = cache.Open(new GraphRecipe(
            isFull ? "minilm-full" : "minilm-int8",
            EmbeddedModel.WeightsSha256,
            Version,
            () => BertGraph.Build(
                BertShape.MiniLm,
                SafetensorsReader.Read(model.ReadWeights()).With(ActivationRanges.Load()),
                new BertInputs(AttentionMask: false, TokenTypes: false),
                isFull ? (onnx, weights) => new FloatArithmetic(onnx, weights) : (onnx, weights) => new Int8Arithmetic(onnx, weights),
                new TokenStatesHead(BertShape.MiniLm))));
        _session = new OnnxSession(graph, optimize: isFull);
    }

    /// <summary>The vector of a text, of length 1: the mean of its tokens' states, in each window of a long text.</summary>
    /// <param name="tokens">The token ids without special tokens; none gives the vector of the special tokens alone.</param>
    /// <param name="cancellationToken">Looked at before each window.</param>
    public float[] Encode(ReadOnlySpan<int> tokens, CancellationToken cancellationToken) =>
        EncodePassage(context: [], tokens, sentences: [], cancellationToken).Passage;

    /// <summary>
    /// The vector of a passage and those of its sentences, pooled from the same run, so that a sentence's vector knows what it stands
    /// under and beside.
    /// </summary>
    /// <param name="context">The token ids of what the passage stands under; those beyond the first 32 are left out.</param>
    /// <param name="text">The token ids of the passage, without special tokens.</param>
    /// <param name="sentences">The ranges of <paramref name="text"/> that get a vector; an empty one gets the passage's.</param>
    /// <param name="cancellationToken">Looked at before each window.</param>
    public PassageEmbedding EncodePassage(
        ReadOnlySpan<int> context, ReadOnlySpan<int> text, IReadOnlyList<Range> sentences, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> head = context.IsEmpty ? [] : [.. context[..Math.Min(context.Length, MaxContextTokens)], FullStopId];
        var passage = new float[Dimensions];
        var sums = sentences.Select(_ => new float[Dimensions]).ToArray();
        var states = ArrayPool<float>.Shared.Rent(MaxTokens * Dimensions);
        try
        {
            foreach (var window in TokenWindows.Cut(text.Length, MaxTokens - 2 - head.Length, WindowOverlap))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (start, length) = window.GetOffsetAndLength(text.Length);
                var count = Run([WordPieceTokenizer.ClassificationId, .. head, .. text[window], WordPieceTokenizer.SeparatorId], states);
                Add(states, 0..count, passage);
                for (var i = 0; i < sums.Length; i++)
                {
                    var (sentence, size) = sentences[i].GetOffsetAndLength(text.Length);
                    var (from, to) = (Math.Max(sentence, start) - start, Math.Min(sentence + size, start + length) - start);
                    if (from < to)
                    {
                        Add(states, (1 + head.Length + from)..(1 + head.Length + to), sums[i]);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(states);
        }

        return new PassageEmbedding(ToUnit(passage), [.. sums.Select((sum, i) => sentences[i].Start.Equals(sentences[i].End) ? passage : ToUnit(sum))]);
    }

    public void Dispose() => _session.Dispose();

    private static void Add(float[] states, Range tokens, float[] sum)
    {
        for (var token = tokens.Start.Value; token < tokens.End.Value; token++)
        {
            TensorPrimitives.Add(sum, states.AsSpan(token * Dimensions, Dimensions), sum);
        }
    }

    private static float[] ToUnit(float[] vector)
    {
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private int Run(ReadOnlySpan<int> tokens, float[] states)
    {
        var ids = new long[tokens.Length];
        TensorPrimitives.ConvertChecked(tokens, ids.AsSpan());
        using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var output = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, states.AsMemory(0, ids.Length * Dimensions), [1, ids.Length, Dimensions]);
        _session.Run(InputNames, [input], TokenStatesHead.Output, output);
        return ids.Length;
    }
}
