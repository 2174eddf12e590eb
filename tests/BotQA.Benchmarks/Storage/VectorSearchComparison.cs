using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Vectors;
using Microsoft.Extensions.VectorData;

namespace BotQA.Benchmarks.Storage;

/// <summary>
/// Compares exact vector search with Debian's faiss <c>IndexFlatIP</c> in the same run: 100,000 records of 384 dimensions, one thread, the
/// best 20, one query at a time, in rounds that alternate so that whatever else the machine does falls on both.
/// </summary>
/// <remarks>Needs Debian's <c>python3-faiss</c>. Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- vector-search</c>.</remarks>
internal static class VectorSearchComparison
{
    private const int Rows = 100_000;
    private const int Dimensions = KnowledgeChunk.EmbeddingDimensions;
    private const int Top = 20;
    private const int Rounds = 25;
    private const int QueriesPerRound = 8;
    private const int WarmUpRounds = 3;
    private const int BandwidthBytes = 512 << 20;

    private const string Python = "/usr/bin/python3";

    public static async Task<int> RunAsync()
    {
        if (!File.Exists(Python))
        {
            Console.Error.WriteLine($"{Python} is missing. Install it and faiss with: apt-get install python3-faiss");
            return 1;
        }

        var vectors = RandomUnitVectors(Rows + QueriesPerRound);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, MemoryMarshal.AsBytes<float>(vectors).ToArray());
            using var faiss = StartFaiss(path);
            if (await faiss.StandardOutput.ReadLineAsync() is not { } ready)
            {
                Console.Error.WriteLine("faiss did not start. Install it with: apt-get install python3-faiss");
                return 1;
            }

            using var store = new InMemoryVectorStore(new InMemoryVectorStoreOptions { MaxSearchThreads = 1 });
            var collection = store.GetCollection<string, KnowledgeChunk>("vectors");
            await FillAsync(collection, vectors);
            Console.WriteLine($"{Rows:n0} x {Dimensions}, top {Top}, one thread; faiss {ready.Split(' ')[1]}; median of {Rounds} alternating rounds of {QueriesPerRound} queries");
            await CompareAsync(collection, vectors, faiss);
            faiss.StandardInput.Close();
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task CompareAsync(InMemoryVectorStoreCollection<string, KnowledgeChunk> collection, float[] vectors, Process faiss)
    {
        var block = AlignedFloats(BandwidthBytes / sizeof(float));
        var snapshot = collection.RunWithKeywords("Compare", (state, _) => state);
        List<double> faissTimes = [], storeTimes = [], floatTimes = [], bandwidths = [], ratios = [], floatRatios = [];
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            await faiss.StandardInput.WriteLineAsync($"search 0 {QueriesPerRound} {Top}");
            var faissMilliseconds = (await faiss.StandardOutput.ReadLineAsync())!.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture));
            var faissHits = (await faiss.StandardOutput.ReadLineAsync())!.Split(' ');
            var storeMilliseconds = new List<double>();
            var floatMilliseconds = new List<double>();
            for (var q = 0; q < QueriesPerRound; q++)
            {
                var query = vectors.AsMemory((Rows + q) * Dimensions, Dimensions);
                var start = Stopwatch.GetTimestamp();
                var found = await collection.SearchAsync((ReadOnlyMemory<float>)query, Top).ToListAsync();
                storeMilliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                RequireSameHits(faissHits[q], found);
                floatMilliseconds.Add(Time(() => ScanFloats(snapshot, query.Span)));
            }

            var bandwidth = BandwidthBytes / Time(() => Sum(block)) / 1e6;
            if (round >= 0)
            {
                faissTimes.Add(Statistics.Median(faissMilliseconds));
                storeTimes.Add(Statistics.Median(storeMilliseconds));
                floatTimes.Add(Statistics.Median(floatMilliseconds));
                ratios.Add(faissTimes[^1] / storeTimes[^1]);
                floatRatios.Add(faissTimes[^1] / floatTimes[^1]);
                bandwidths.Add(bandwidth);
            }
        }

        var (floats, store) = (Rows * Dimensions * sizeof(float) / 1e6, Rows * VectorBlock.CodeBytesPerRow(Dimensions) / 1e6);
        Console.WriteLine($"faiss IndexFlatIP        {Statistics.Median(faissTimes),8:f2} ms");
        Report("SearchAsync (codes, exact)", storeTimes, ratios, store, bandwidths);
        Report("scan of the floats", floatTimes, floatRatios, floats, bandwidths);
        Console.WriteLine($"read bandwidth           {Statistics.Median(bandwidths),8:f1} GB/s (sum over {BandwidthBytes >> 20} MiB, one thread)");
        Console.WriteLine("hits: the same as those of faiss in every query");
    }

    private static void Report(string name, List<double> times, List<double> ratios, double megabytes, List<double> bandwidths)
    {
        var share = Statistics.Median(times.Zip(bandwidths, (time, bandwidth) => megabytes / time / bandwidth));
        Console.WriteLine($"{name,-25}{Statistics.Median(times),7:f2} ms, {Statistics.Median(ratios):f2} times as fast as faiss, {megabytes:f1} MB read at {share:p0} of the read bandwidth");
    }

    private static void RequireSameHits(string expected, List<VectorSearchResult<KnowledgeChunk>> found)
    {
        var actual = string.Join(',', found.Select(hit => hit.Record.Key.TrimStart('0') is { Length: > 0 } key ? key : "0"));
        if (expected != actual)
        {
            throw new InvalidOperationException($"faiss found {expected}, the store {actual}.");
        }
    }

    private static List<Hit> ScanFloats(CollectionSnapshot<string, KnowledgeChunk> snapshot, ReadOnlySpan<float> query) =>
        new VectorScan<string, KnowledgeChunk>(snapshot, 0, new VectorQuery(query, VectorSimilarity.Cosine), filter: null) { UseCodes = false }
            .Search(Top, double.NegativeInfinity, CancellationToken.None);

    private static async Task FillAsync(InMemoryVectorStoreCollection<string, KnowledgeChunk> collection, float[] vectors)
    {
        await collection.EnsureCollectionExistsAsync();
        foreach (var rows in Enumerable.Range(0, Rows).Chunk(10_000))
        {
            await collection.UpsertAsync(rows.Select(row => new KnowledgeChunk
            {
                Key = row.ToString("d6", CultureInfo.InvariantCulture),
                DocumentId = "document",
                Index = row,
                Title = "",
                Section = "",
                Text = "",
                Start = 0,
                End = 0,
                SentenceOffsets = [],
                Embedding = vectors.AsMemory(row * Dimensions, Dimensions),
            }));
        }
    }

    private static Process StartFaiss(string path)
    {
        var start = new ProcessStartInfo(Python)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Storage", "faiss_worker.py"), path, $"{Rows}", $"{QueriesPerRound}", $"{Dimensions}" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private static float[] RandomUnitVectors(int count)
    {
        var random = new Random(20);
        var vectors = new float[count * Dimensions];
        for (var row = 0; row < count; row++)
        {
            var vector = vectors.AsSpan(row * Dimensions, Dimensions);
            for (var i = 0; i < Dimensions; i++)
            {
                vector[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(vector, System.Numerics.Tensors.TensorPrimitives.Norm(vector), vector);
        }

        return vectors;
    }

    private static float[] AlignedFloats(int count)
    {
        var block = GC.AllocateUninitializedArray<float>(count, pinned: true);
        block.AsSpan().Fill(1);
        return block;
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static float Sum(float[] block)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(block);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint i = 0; i < (nuint)block.Length; i += 32)
        {
            sum0 += Vector256.LoadUnsafe(ref first, i);
            sum1 += Vector256.LoadUnsafe(ref first, i + 8);
            sum2 += Vector256.LoadUnsafe(ref first, i + 16);
            sum3 += Vector256.LoadUnsafe(ref first, i + 24);
        }

        return Vector256.Sum((sum0 + sum1) + (sum2 + sum3));
    }
}
