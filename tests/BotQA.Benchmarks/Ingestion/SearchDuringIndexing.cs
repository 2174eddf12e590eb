using System.Diagnostics;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>The latency of retrieval at rest, and while documents of the same index are changed and indexed again without a pause.</summary>
internal static class SearchDuringIndexing
{
    private const int Questions = 100;
    private const int ChangedFiles = 50;
    private const int ChunksOfADocument = 3;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| chunks | at rest: p50 / p95 (ms) | during indexing: p50 / p95 (ms) | chunks indexed meanwhile |");
        Console.WriteLine("|---:|---:|---:|---:|");
        foreach (var chunks in new[] { 10_000, 100_000 })
        {
            var root = Directory.CreateTempSubdirectory("botqa-search-").FullName;
            try
            {
                await MeasureAsync(chunks, root);
            }
            finally
            {
                Directory.Delete(root, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(int chunks, string root)
    {
        var folder = Path.Combine(root, "documents");
        var documents = new GeneratedDocuments(seed: 4);
        documents.WriteTexts(folder, chunks / ChunksOfADocument);
        var encoder = new SwitchedEncoder();
        await using var host = new IngestionHost(Path.Combine(root, "indexes"), encoder);
        var report = await host.Indexer.UpdateAsync(folder);
        encoder.Real = host.Get<MiniLmEmbeddingGenerator>();
        var retriever = host.Get<IPassageRetriever>();
        await AskAsync(retriever, documents);
        var rest = await AskAsync(retriever, documents);

        using var ending = new CancellationTokenSource();
        var indexing = IndexAsync(host, folder, ending.Token);
        var busy = await AskAsync(retriever, documents);
        await ending.CancelAsync();
        var indexed = await indexing;
        Console.WriteLine($"| {report.Chunks:N0} | {rest.Median:N1} / {rest.High:N1} | {busy.Median:N1} / {busy.High:N1} | {indexed:N0} |");
    }

    private static async Task<(double Median, double High)> AskAsync(IPassageRetriever retriever, GeneratedDocuments documents)
    {
        var times = new List<double>();
        for (var i = 0; i < Questions; i++)
        {
            var question = $"What happened? {documents.Prose(40)}";
            var started = Stopwatch.GetTimestamp();
            await retriever.RetrieveAsync(question);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (Statistics.Median(times), times.Order().ElementAt(Questions * 95 / 100));
    }

    private static async Task<int> IndexAsync(IngestionHost host, string folder, CancellationToken cancellationToken)
    {
        var texts = new GeneratedDocuments(seed: 5);
        var indexed = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            for (var i = 0; i < ChangedFiles; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "000", $"{i:00000}.txt"), texts.Prose(2048), CancellationToken.None);
            }

            indexed += (await host.Indexer.UpdateAsync(folder, progress: null, CancellationToken.None)).EmbeddedChunks;
        }

        return indexed;
    }

    /// <summary>Random vectors for the many chunks that are only there, and the model's for those indexed later.</summary>
    private sealed class SwitchedEncoder : IPassageEncoder
    {
        private readonly FreeEncoder _free = new();

        public IPassageEncoder? Real { get; set; }

        public Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default) =>
            (Real ?? _free).EncodeAsync(passages, cancellationToken);
    }
}
