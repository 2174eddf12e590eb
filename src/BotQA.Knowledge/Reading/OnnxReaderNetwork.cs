using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Embeddings.Weights;
using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Reading;

/// <summary>The reader or the support model as an ONNX graph: the embedded encoder's graph, as deep as its weights are, with a span head.</summary>
internal sealed class OnnxReaderNetwork : IReaderNetwork
{
    /// <summary>Raised whenever the same weights lead to another graph.</summary>
    private const int GraphVersion = 1;

    private static readonly string[] InputNames = [BertInputs.TokenIdsName, BertInputs.TokenTypesName];

    private readonly OnnxSession _session;

    private OnnxReaderNetwork(OnnxSession session) => _session = session;

    /// <summary>Loads the reader.</summary>
    /// <param name="encoder">The encoder's package, which keeps the word and position embeddings.</param>
    /// <param name="weightsPath">The reader's weights.</param>
    /// <param name="cache">Where the finished graph is kept.</param>
    /// <param name="quantized">Whether to compute with 8-bit integers.</param>
    /// <exception cref="ReaderModelException">The reader's weights are missing, damaged or don't fit the encoder.</exception>
    /// <exception cref="EmbeddedModelException">The encoder's are missing or damaged.</exception>
    public static OnnxReaderNetwork Load(EmbeddedModel encoder, string weightsPath, GraphCache cache, bool quantized)
    {
        var reader = ReaderWeights.Load(weightsPath);
        try
        {
            var graph = cache.Open(new GraphRecipe(quantized ? "reader-int8" : "reader-full", reader.Sha256, GraphVersion, () =>
            {
                var weights = SafetensorsReader.Read(encoder.ReadWeights()).With(reader.Parse());
                var shape = BertShape.MiniLm.AsDeepAs(weights);
                return BertGraph.Build(
                    shape,
                    weights,
                    new BertInputs(AttentionMask: false, TokenTypes: true),
                    quantized ? (onnx, all) => new Int8Arithmetic(onnx, all) : (onnx, all) => new FloatArithmetic(onnx, all),
                    new SpanHead(shape, weights));
            }));
            return new OnnxReaderNetwork(new OnnxSession(graph, optimize: !quantized));
        }
        catch (InvalidDataException e)
        {
            throw new ReaderModelException($"The model's file '{weightsPath}' isn't one for this version of BotQA: {e.Message} Train it again (docs/reader.md).", e);
        }
    }

    public float[] Run(ReaderWindow window)
    {
        var tokens = window.Ids.Length;
        var ids = Array.ConvertAll(window.Ids, id => (long)id);
        var types = new long[tokens];
        types.AsSpan(window.PassageStart).Fill(1);
        var logits = new float[2 * tokens];
        long[] shape = [1, tokens];
        using var idValues = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var typeValues = OrtValue.CreateTensorValueFromMemory(types, shape);
        using var output = OrtValue.CreateTensorValueFromMemory(logits, [1, tokens, 2]);
        _session.Run(InputNames, [idValues, typeValues], SpanHead.Output, output);
        return logits;
    }

    public void Dispose() => _session.Dispose();
}
