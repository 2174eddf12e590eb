using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>The product's way from a folder to answers, with an index of its own.</summary>
internal sealed class IngestionHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public IngestionHost(string indexes, IPassageEncoder? encoder = null)
    {
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        if (encoder is not null)
        {
            services.AddSingleton(encoder);
        }

        _services = services
            .AddDocumentReaders()
            .AddEmbeddedMiniLm()
            .AddChunking()
            .AddInMemoryVectorStore()
            .AddIngestion(options => options.Path = indexes)
            .AddRetrieval()
            .AddSpanReader()
            .AddAnswering()
            .BuildServiceProvider();
    }

    public IFolderIndexer Indexer => Get<IFolderIndexer>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
