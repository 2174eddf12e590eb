using System.Text;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Chunking;
using BotQA.Knowledge.Tests.Embeddings.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Ingestion.Support;

/// <summary>The index of a folder as one process keeps it, with vectors that cost nothing. Another one of the same folders is the next process.</summary>
internal sealed class FolderKnowledge : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    public FolderKnowledge(string folder, string indexes, CountingEncoder? encoder = null, Action<IServiceCollection>? configure = null, TimeSpan settlingTime = default)
    {
        _folder = folder;
        Encoder = encoder ?? new CountingEncoder();
        var services = new ServiceCollection()
            .AddSingleton<ITokenCounter>(new FakeTokenCounter())
            .AddSingleton<IPassageEncoder>(Encoder)
            .AddSingleton<ILogger<FolderIndexer>>(new TypedLogger(Log));
        configure?.Invoke(services);
        _services = services
            .AddDocumentReaders()
            .AddChunking()
            .AddInMemoryVectorStore()
            .AddIngestion(options =>
            {
                options.Path = indexes;
                options.SettlingTime = settlingTime;
            })
            .BuildServiceProvider();
    }

    public CountingEncoder Encoder { get; }

    public ListLogger Log { get; } = new();

    public IDocumentCatalog Catalog => _services.GetRequiredService<IDocumentCatalog>();

    public IFolderIndexer Indexer => _services.GetRequiredService<IFolderIndexer>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<IngestionReport> UpdateAsync(IProgress<FolderProgress>? progress = null) => Indexer.UpdateAsync(_folder, progress, Cancellation);

    public Task<IngestionReport> FollowAsync() => Indexer.FollowAsync(_folder, Cancellation);

    public Task<FolderChanges> CheckAsync() => Indexer.CheckAsync(_folder, Cancellation);

    public Task<IReadOnlyList<IndexedFile>> ListAsync() => Indexer.ListAsync(_folder, Cancellation);

    /// <summary>The keys of the chunks that hold a word.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string word) => [.. (await SearchAsync(word)).Select(match => match.Key)];

    /// <summary>The first hundred chunks that match words best.</summary>
    public async Task<IReadOnlyList<KeywordMatch>> SearchAsync(string words) =>
        (await _services.GetRequiredService<IKeywordIndex>().SearchAsync(words, 100, cancellationToken: Cancellation)).Matches;

    /// <summary>All that a search could see, as text: two indexes with equal texts are the same.</summary>
    public async Task<string> DescribeAsync()
    {
        var text = new StringBuilder();
        foreach (var document in Catalog.List())
        {
            text.AppendLine($"{document.Id} | {document.Title} | {document.Author} | {document.Created} | {document.Modified} | {document.Language}");
            text.AppendLine(document.Text);
            text.AppendJoin('\n', document.Sections.Select(section => $"{string.Join('/', section.HeadingPath)} {section.Span}")).AppendLine();
            text.AppendJoin('\n', document.Places).AppendLine();
        }

        var collection = _services.GetRequiredService<VectorStoreCollection<string, KnowledgeChunk>>();
        var all = collection.GetAsync(_ => true, int.MaxValue, new() { IncludeVectors = true }, Cancellation);
        await foreach (var chunk in all.OrderBy(chunk => chunk.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{chunk.Key} {chunk.DocumentId} {chunk.Index} {chunk.Title} {chunk.Section} {chunk.Start} {chunk.End} {string.Join(',', chunk.SentenceOffsets)}");
            text.AppendLine(chunk.Text);
            text.AppendLine(Convert.ToHexString(chunk.SentenceEmbeddings.Span));
            text.AppendJoin(' ', chunk.Embedding.ToArray().Select(BitConverter.SingleToInt32Bits)).AppendLine();
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class TypedLogger(ILogger inner) : ILogger<FolderIndexer>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
