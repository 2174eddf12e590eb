using System.Globalization;
using BenchmarkDotNet.Attributes;
using BotQA.Knowledge.Storage;

namespace BotQA.Benchmarks.Storage;

/// <summary>Keyword search over 10,000 chunks of 180 words whose frequencies follow Zipf's law, as those of natural text do.</summary>
/// <remarks>Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- --filter '*KeywordSearch*'</c>.</remarks>
[MemoryDiagnoser]
public class KeywordSearchBenchmarks : IDisposable
{
    private const int Chunks = 10_000;
    private const int WordsPerChunk = 180;
    private const int ChunksPerDocument = 10;
    private const int Vocabulary = 50_000;

    private InMemoryVectorStore _store = null!;
    private InMemoryVectorStoreCollection<string, KnowledgeChunk> _collection = null!;
    private IKeywordIndex _keywords = null!;
    private string[] _queries = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var random = new Random(5);
        _store = new InMemoryVectorStore();
        _collection = _store.GetCollection<string, KnowledgeChunk>("words");
        await _collection.EnsureCollectionExistsAsync();
        await _collection.UpsertAsync(Enumerable.Range(0, Chunks).Select(i => Chunk(i, Text(random, WordsPerChunk))));
        _keywords = (IKeywordIndex)_collection.GetService(typeof(IKeywordIndex))!;
        _queries = [.. Enumerable.Range(0, 500).Select(_ => Text(random, 8))];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A question of eight words.</summary>
    [Benchmark(Baseline = true)]
    public ValueTask<KeywordSearchResult> Search() => _keywords.SearchAsync(NextQuery(), 100);

    /// <summary>The same within five documents.</summary>
    [Benchmark]
    public ValueTask<KeywordSearchResult> SearchWithinDocuments() =>
        _keywords.SearchAsync(NextQuery(), 100, new KeywordSearchOptions { DocumentIds = ["d1", "d20", "d300", "d400", "d999"] });

    /// <summary>Replacing a document's chunks, and the first search after it, which opens the index anew.</summary>
    [Benchmark]
    public async Task<KeywordSearchResult> UpsertAndSearch()
    {
        await _collection.UpsertAsync(Enumerable.Range(0, ChunksPerDocument).Select(i => Chunk(i, _queries[(_next + i) % _queries.Length])));
        return await Search();
    }

    private static KnowledgeChunk Chunk(int number, string text) => new()
    {
        Key = number.ToString(CultureInfo.InvariantCulture),
        DocumentId = string.Create(CultureInfo.InvariantCulture, $"d{number / ChunksPerDocument}"),
        Index = number % ChunksPerDocument,
        Title = text[..20],
        Section = text[10..40],
        Text = text,
        Start = 0,
        End = text.Length,
        SentenceOffsets = [0, text.Length],
    };

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(Random random) => string.Create(CultureInfo.InvariantCulture, $"word{(int)Math.Pow(Vocabulary, random.NextDouble())}");

    private string NextQuery() => _queries[_next++ % _queries.Length];
}
