using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;
using Microsoft.ML.OnnxRuntime;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>Measures the ranges of the embedded model's activations on sample text, for its 8-bit arithmetic, and writes them as safetensors.</summary>
internal static class RangeCalibration
{
    private const int SampledParagraphs = 64;
    private const int MaxTokens = 256;

    public static int Run(string squadFile, string output)
    {
        var model = new EmbeddedModel();
        var tokenizer = WordPieceTokenizer.Load(model);
        RangeProbe? probe = null;
        using var graph = new MemoryStream();
        OnnxWriter.Write(Build(), graph);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
        using var session = new InferenceSession(graph.ToArray(), options);
        using var runOptions = new RunOptions();

        var layers = probe!.Outputs.ToList();
        var ranges = layers.ToDictionary(layer => layer.Output, layer => new float[layer.Layer.Inputs]);
        foreach (var paragraph in SquadFile.Read(squadFile).SampleParagraphs(SampledParagraphs))
        {
            var tokens = tokenizer.Encode(paragraph).Ids;
            long[] ids = [WordPieceTokenizer.ClassificationId, .. tokens[..Math.Min(tokens.Length, MaxTokens - 2)].ToArray(), WordPieceTokenizer.SeparatorId];
            using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
            using var largest = session.Run(runOptions, [BertInputs.TokenIdsName], [input], [.. ranges.Keys]);
            foreach (var (range, value) in ranges.Values.Zip(largest))
            {
                TensorPrimitives.Max(range, value.GetTensorDataAsSpan<float>(), range);
            }
        }

        Write(output, ranges);
        foreach (var (name, range) in ranges)
        {
            var ordered = range.Order().ToArray();
            Console.WriteLine($"{name,-50} median {ordered[ordered.Length / 2],6:F2}  largest {string.Join(' ', ordered[^4..].Select(value => value.ToString("F1")))}");
        }

        return 0;

        OnnxGraph Build() => BertGraph.Build(
            BertShape.MiniLm,
            SafetensorsReader.Read(model.ReadWeights()),
            new BertInputs(AttentionMask: false, TokenTypes: false),
            (onnx, weights) => probe = new RangeProbe(onnx, new FloatArithmetic(onnx, weights)),
            new DeferredHead(() => probe!));
    }

    private static void Write(string path, Dictionary<string, float[]> tensors)
    {
        var header = new Dictionary<string, object>();
        var offset = 0;
        foreach (var (name, values) in tensors)
        {
            header[name] = new { dtype = "F16", shape = new[] { values.Length }, data_offsets = new[] { offset, offset += values.Length * 2 } };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        file.Write(length);
        file.Write(json);
        foreach (var values in tensors.Values)
        {
            file.Write(MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value)));
        }
    }

    // The probe is both arithmetic and head, and exists only once the graph does.
    private sealed class DeferredHead(Func<IBertHead> head) : IBertHead
    {
        public void AddTo(OnnxGraph graph, string states, string? mask) => head().AddTo(graph, states, mask);
    }
}
