using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Bert;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Weights;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>
/// Compares the throughput of the embedded model with that of npm's <c>@huggingface/transformers</c> (onnxruntime-node) on the same weights
/// in the same run, in rounds that alternate so that whatever else the machine does falls on both. Both embed the same paragraphs from text
/// to vector, tokenizing included, with their own default number of threads.
/// </summary>
/// <remarks>
/// The peer runs a graph our emitter writes from the same safetensors file: full precision as its <c>fp32</c> model, which is its default in
/// Node.js, and our 8-bit arithmetic as its <c>q8</c> model. It cuts paragraphs at the model's 256 tokens, where ours embeds all of them.
/// Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- embedding-throughput SQUAD-FILE</c>.
/// </remarks>
internal static class ThroughputComparison
{
    private const int Paragraphs = 1000;
    private const int Rounds = 10;
    private const int ParagraphsPerRound = Paragraphs / Rounds;
    private const int WarmUpParagraphs = 16;

    private const string TokenizerConfiguration =
        """{"tokenizer_class": "BertTokenizer", "model_max_length": 256, "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}""";

    /// <summary>The peer's batch sizes: what its documentation shows, and one at a time, which padding doesn't slow down.</summary>
    private static readonly int[] PeerBatches = [1, 8, 32];

    public static async Task<int> RunAsync(string squadFile)
    {
        var texts = SquadFile.Read(squadFile).SampleParagraphs(Paragraphs);
        var work = Directory.CreateTempSubdirectory("botqa-throughput-").FullName;
        try
        {
            await WriteModelsAsync(Path.Combine(work, "minilm"));
            var textsFile = Path.Combine(work, "texts.json");
            await File.WriteAllTextAsync(textsFile, JsonSerializer.Serialize(texts));
            using var peer = await StartPeerAsync(work, textsFile);
            if (await peer.StandardOutput.ReadLineAsync() is not { } ready)
            {
                Console.Error.WriteLine("The peer did not start. It needs Node.js 20 or newer and npm.");
                return 1;
            }

            Console.WriteLine($"{texts.Count} paragraphs in {Rounds} alternating rounds; transformers.js {ready.Split(' ')[1]}; {Environment.ProcessorCount} processors");
            await CompareAsync(texts, peer);
            peer.StandardInput.Close();
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task CompareAsync(IReadOnlyList<string> texts, Process peer)
    {
        var runners = new List<(string Name, Func<int, int, Task<(double Seconds, float[] First)>> Run)>();
        foreach (var precision in Enum.GetValues<EmbeddingPrecision>())
        {
            var model = new EmbeddedModel();
            var generator = new MiniLmEmbeddingGenerator(model, WordPieceTokenizer.Load(model), Options.Create(new EmbeddingOptions { Precision = precision }));
            runners.Add(($"BotQA {precision}", (first, count) => EmbedAsync(generator, texts, first, count)));
        }

        foreach (var dtype in new[] { "fp32", "q8" })
        {
            runners.AddRange(PeerBatches.Select(batch => (
                $"transformers.js {dtype}, batch {batch}",
                (Func<int, int, Task<(double, float[])>>)((first, count) => AskPeerAsync(peer, dtype, first, count, batch)))));
        }

        foreach (var (_, run) in runners)
        {
            await run(0, WarmUpParagraphs);
        }

        var seconds = runners.ConvertAll(_ => new List<double>());
        var cosines = runners.ConvertAll(_ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            float[]? reference = null;
            for (var i = 0; i < runners.Count; i++)
            {
                var (time, vector) = await runners[i].Run(round * ParagraphsPerRound, ParagraphsPerRound);
                reference ??= vector;
                seconds[i].Add(time);
                cosines[i].Add(TensorPrimitives.CosineSimilarity<float>(reference, vector));
            }
        }

        for (var i = 0; i < runners.Count; i++)
        {
            var ratio = Statistics.Median(seconds[i].Zip(seconds[0], (other, ours) => other / ours));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{runners[i].Name,-32} {ParagraphsPerRound / Statistics.Median(seconds[i]),7:f1} paragraphs/s; {runners[0].Name} is {ratio:f2} times as fast (median of rounds); median cosine {Statistics.Median(cosines[i]):f3}"));
        }
    }

    private static async Task<(double Seconds, float[] First)> EmbedAsync(MiniLmEmbeddingGenerator generator, IReadOnlyList<string> texts, int first, int count)
    {
        var start = Stopwatch.GetTimestamp();
        var embeddings = await generator.GenerateAsync(texts.Skip(first).Take(count));
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, embeddings[0].Vector.ToArray());
    }

    private static async Task<(double Seconds, float[] First)> AskPeerAsync(Process peer, string dtype, int first, int count, int batch)
    {
        await peer.StandardInput.WriteLineAsync($"embed {dtype} {first} {count} {batch}");
        var answer = await peer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("transformers.js stopped; see its message above.");
        var seconds = double.Parse(answer, CultureInfo.InvariantCulture);
        var vector = (await peer.StandardOutput.ReadLineAsync())!.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture));
        return (seconds, vector.ToArray());
    }

    private static async Task WriteModelsAsync(string folder)
    {
        var model = new EmbeddedModel();
        var weights = SafetensorsReader.Read(model.ReadWeights()).With(ActivationRanges.Load());
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        File.Copy(model.TokenizerPath, Path.Combine(folder, "tokenizer.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), """{"model_type": "bert"}""");
        await File.WriteAllTextAsync(Path.Combine(folder, "tokenizer_config.json"), TokenizerConfiguration);
        Write("model.onnx", (graph, tensors) => new FloatArithmetic(graph, tensors));
        Write("model_quantized.onnx", (graph, tensors) => new Int8Arithmetic(graph, tensors));

        void Write(string name, Func<OnnxGraph, ModelWeights, IBertArithmetic> arithmetic)
        {
            using var file = File.Create(Path.Combine(folder, "onnx", name));
            var inputs = new BertInputs(AttentionMask: true, TokenTypes: true);
            OnnxWriter.Write(BertGraph.Build(BertShape.MiniLm, weights, inputs, arithmetic, new TokenStatesHead(BertShape.MiniLm)), file);
        }
    }

    private static async Task<Process> StartPeerAsync(string models, string textsFile)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Embeddings", "TransformersJs");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine("Installing transformers.js (npm ci, once) ...");
            var install = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder };
            using var npm = Process.Start(install)!;
            await npm.WaitForExitAsync();
        }

        return Process.Start(new ProcessStartInfo("node", ["worker.mjs", models, textsFile])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
