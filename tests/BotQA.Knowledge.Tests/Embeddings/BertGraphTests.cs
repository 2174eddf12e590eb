using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;
using BotQA.Knowledge.Tests.Embeddings.Support;
using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class BertGraphTests
{
    private static readonly Lazy<ModelWeights> Weights = new(() => SafetensorsReader.Read(TestModel.Files.ReadWeights()));

    [Fact]
    public void Build_WithMask_GivesAPaddedRowTheStatesItHasAlone()
    {
        using var session = Load(new BertInputs(AttentionMask: true, TokenTypes: false));
        long[] first = [101, 2023, 2003, 2019, 2742, 6251, 102];
        long[] second = [101, 10514, 102];

        var alone = Run(session, [1, 3], [("input_ids", second), ("attention_mask", [1, 1, 1])]);
        var padded = Run(session, [2, 7], [("input_ids", [.. first, .. second, 0, 0, 0, 0]), ("attention_mask", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])]);

        Assert.Equal(3 * 384, alone.Length);
        Assert.Equal(2 * 7 * 384, padded.Length);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(alone, padded.AsSpan(7 * 384, 3 * 384)), tolerance: 1e-5f);
    }

    [Fact]
    public void Build_WithTokenTypes_ReadsThem()
    {
        using var session = Load(new BertInputs(AttentionMask: false, TokenTypes: true));
        using var withoutTypes = Load(new BertInputs(AttentionMask: false, TokenTypes: false));
        long[] ids = [101, 2023, 102, 6251, 102];

        var plain = Run(withoutTypes, [1, 5], [("input_ids", ids)]);
        var firstText = Run(session, [1, 5], [("input_ids", ids), ("token_type_ids", [0, 0, 0, 0, 0])]);
        var twoTexts = Run(session, [1, 5], [("input_ids", ids), ("token_type_ids", [0, 0, 0, 1, 1])]);

        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(plain, firstText), tolerance: 1e-5f);
        Assert.True(TensorPrimitives.CosineSimilarity<float>(plain, twoTexts) < 0.999f);
    }

    [Fact]
    public void Build_QuantizedWithoutRanges_IsLessExactThanWithThem()
    {
        var inputs = new BertInputs(AttentionMask: false, TokenTypes: false);
        var ids = new long[128];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = i == 0 ? 101 : i == ids.Length - 1 ? 102 : 2000 + (i * 37 % 9000);
        }

        using var exact = Load(inputs);
        using var plain = Load(inputs, Weights.Value, (graph, weights) => new Int8Arithmetic(graph, weights));
        using var ranged = Load(inputs, Weights.Value.With(ActivationRanges.Load()), (graph, weights) => new Int8Arithmetic(graph, weights));
        var expected = Run(exact, [1, ids.Length], [("input_ids", ids)]);

        var plainCosine = TensorPrimitives.CosineSimilarity<float>(expected, Run(plain, [1, ids.Length], [("input_ids", ids)]));
        var rangedCosine = TensorPrimitives.CosineSimilarity<float>(expected, Run(ranged, [1, ids.Length], [("input_ids", ids)]));

        Assert.InRange(plainCosine, 0.97f, rangedCosine);
        Assert.InRange(rangedCosine, 0.995f, 1.001f);
    }

    [Fact]
    public void Build_AsDeepAsTheWeights_GoesThroughAllTheirLayers()
    {
        long[] ids = [101, 2023, 2003, 2019, 2742, 6251, 102];
        var inputs = new BertInputs(AttentionMask: false, TokenTypes: false);
        var deeper = Weights.Value.With(Layer(5, becomes: 6));
        using var session = Load(inputs);
        using var deeperSession = Load(inputs, deeper);

        Assert.Equal(7, BertShape.MiniLm.AsDeepAs(deeper).Layers);
        Assert.NotEqual(Run(session, [1, 7], [("input_ids", ids)]), Run(deeperSession, [1, 7], [("input_ids", ids)]));
        Assert.Contains("encoder.layer.6.", Assert.Throws<InvalidDataException>(() => Load(inputs, Weights.Value.With(Layer(5, becomes: 7)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_TensorMissing_NamesIt()
    {
        var failure = Assert.Throws<InvalidDataException>(() => BertGraph.Build(
            BertShape.MiniLm,
            new ModelWeights([]),
            new BertInputs(AttentionMask: false, TokenTypes: false),
            (graph, weights) => new FloatArithmetic(graph, weights),
            new TokenStatesHead(BertShape.MiniLm)));

        Assert.Contains("embeddings.word_embeddings.weight", failure.Message, StringComparison.Ordinal);
    }

    private static ModelWeights Layer(int layer, int becomes)
    {
        var start = $"encoder.layer.{layer}.";
        return new ModelWeights(Weights.Value.Tensors
            .Where(tensor => tensor.Key.StartsWith(start, StringComparison.Ordinal))
            .Select(tensor => KeyValuePair.Create($"encoder.layer.{becomes}.{tensor.Key[start.Length..]}", tensor.Value)));
    }

    private static InferenceSession Load(
        BertInputs inputs,
        ModelWeights? weights = null,
        Func<OnnxGraph, ModelWeights, IBertArithmetic>? arithmetic = null)
    {
        using var content = new MemoryStream();
        OnnxWriter.Write(
            BertGraph.Build(
                BertShape.MiniLm.AsDeepAs(weights ?? Weights.Value),
                weights ?? Weights.Value,
                inputs,
                arithmetic ?? ((graph, tensors) => new FloatArithmetic(graph, tensors)),
                new TokenStatesHead(BertShape.MiniLm)),
            content);
        using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
        return new InferenceSession(content.ToArray(), options);
    }

    private static float[] Run(InferenceSession session, long[] shape, (string Name, long[] Values)[] inputs)
    {
        var values = inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values, shape)).ToList();
        using var options = new RunOptions();
        using var results = session.Run(options, [.. inputs.Select(input => input.Name)], values, session.OutputNames);
        values.ForEach(value => value.Dispose());
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
