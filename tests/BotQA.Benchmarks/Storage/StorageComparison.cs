using System.Diagnostics;
using BotQA.Benchmarks.Ingestion;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;
using BotQA.Postgres;
using BotQA.Postgres.Schema;
using BotQA.Postgres.Storage;
using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Benchmarks.Storage;

/// <summary>
/// Writing and searching the same chunks in memory and in PostgreSQL, whose connection string is in the environment variable
/// <c>BOTQA_POSTGRES</c>. Vectors are random, with nothing near to anything, which is the hardest case for HNSW: times are to be compared, not
/// what is found. A store that takes too long gets as many chunks as it takes in its time.
/// </summary>
internal static class StorageComparison
{
    private const int ChunkCharacters = 700;
    private const int ChunksPerWrite = 64;
    private const int Searches = 50;
    private const int Top = 100;
    private const int ManyChunks = 50_000;

    public static async Task<int> RunAsync(int chunks)
    {
        if (Environment.GetEnvironmentVariable("BOTQA_POSTGRES") is not { Length: > 0 } connectionString)
        {
            Console.Error.WriteLine("Set BOTQA_POSTGRES to the connection string of a PostgreSQL with pgvector.");
            return 1;
        }

        var limit = TimeSpan.FromMinutes(chunks < ManyChunks ? 1.5 : 40);
        Console.WriteLine("| store | chunks | written: chunks/s | vector search: p50 / p95 (ms) | keyword search: p50 / p95 (ms) | vector index built anew: chunks/s |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        using (var memory = new InMemoryVectorStore())
        {
            await MeasureAsync("memory", memory, chunks, limit, rebuild: null);
        }

        await using var source = PostgresDataSource.Create(PostgresDataSource.ScratchOf($"{connectionString};Command Timeout=600"));
        await using var scratch = new ScratchSchema(source);
        using var schema = new SchemaMigrator(source);
        using var database = new PostgresVectorStore(source, schema);
        await MeasureAsync("PostgreSQL", database, chunks, limit, () => RebuildAsync(source));
        return 0;
    }

    private static async Task MeasureAsync(string name, VectorStore store, int chunks, TimeSpan limit, Func<Task>? rebuild)
    {
        using var collection = store.GetCollection<string, KnowledgeChunk>("knowledge");
        await collection.EnsureCollectionExistsAsync();
        var (written, writing) = await WriteAsync(name, collection, chunks, limit);
        var keywords = (IKeywordIndex)collection.GetService(typeof(IKeywordIndex))!;
        var questions = new GeneratedDocuments(seed: 7);
        var byVector = await TimeAsync(async () =>
        {
            var vector = (await new FreeEncoder().EncodeAsync([new PassageInput("", "", [])]))[0].Passage;
            await foreach (var _ in collection.SearchAsync(vector, Top, new VectorSearchOptions<KnowledgeChunk> { IncludeVectors = true }))
            {
            }
        });
        var byWords = await TimeAsync(async () => await keywords.SearchAsync($"What happened? {questions.Prose(40)}", Top));
        var rebuilt = "-";
        if (rebuild is not null)
        {
            var started = Stopwatch.GetTimestamp();
            await rebuild();
            rebuilt = $"{written / Stopwatch.GetElapsedTime(started).TotalSeconds:N0}";
        }

        var cut = written < chunks ? $" of {chunks:N0} (time was up)" : "";
        Console.WriteLine($"| {name} | {written:N0}{cut} | {written / writing.TotalSeconds:N0} | {byVector} | {byWords} | {rebuilt} |");
    }

    private static async Task<(int Written, TimeSpan Writing)> WriteAsync(string name, VectorStoreCollection<string, KnowledgeChunk> collection, int chunks, TimeSpan limit)
    {
        var documents = new GeneratedDocuments(seed: 6);
        var (written, writing) = (0, TimeSpan.Zero);
        while (written < chunks && writing < limit)
        {
            var batch = new List<KnowledgeChunk>();
            while (batch.Count < ChunksPerWrite && written < chunks)
            {
                batch.Add(await ChunkAsync(written++, documents.Prose(ChunkCharacters)));
            }

            var started = Stopwatch.GetTimestamp();
            await collection.UpsertAsync(batch);
            writing += Stopwatch.GetElapsedTime(started);
            Console.Error.Write($"\r{name}: {written:N0} chunks in {writing.TotalSeconds:N0} s   ");
        }

        Console.Error.WriteLine();
        return (written, writing);
    }

    private static async Task<KnowledgeChunk> ChunkAsync(int index, string text) => new()
    {
        Key = KnowledgeChunk.KeyOf($"document{index / 3}", index % 3),
        DocumentId = $"document{index / 3}",
        Index = index % 3,
        Title = $"Chronicle {index / 3}",
        Section = "",
        Text = text,
        Start = 0,
        End = text.Length,
        SentenceOffsets = [0, text.Length],
        SentenceEmbeddings = new byte[KnowledgeChunk.EmbeddingDimensions * 5],
        Embedding = (await new FreeEncoder().EncodeAsync([new PassageInput("", text, [])]))[0].Passage,
    };

    private static async Task RebuildAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT quote_ident(indexname) FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '%hnsw%'", connection);
        var index = (string)(await command.ExecuteScalarAsync())!;

        // Beyond it the graph is built on the disk, many times slower.
        command.CommandText = $"SET maintenance_work_mem = '512MB'; REINDEX INDEX {index}";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> TimeAsync(Func<Task> search)
    {
        await search();
        var times = new List<double>();
        for (var i = 0; i < Searches; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await search();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return $"{Statistics.Median(times):N1} / {times.Order().ElementAt(Searches * 95 / 100):N1}";
    }
}
