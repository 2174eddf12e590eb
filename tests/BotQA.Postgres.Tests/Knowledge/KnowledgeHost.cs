using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Chunking;
using BotQA.Knowledge.Tests.Ingestion.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.VectorData;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>A host with its part of the knowledge base, with vectors that cost nothing.</summary>
internal sealed class KnowledgeHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botqa-tests-");

    /// <summary>Opens the host's part.</summary>
    /// <param name="database">The connection string; null for a host that keeps everything in memory.</param>
    /// <param name="hasVectors">Whether the database has pgvector.</param>
    /// <param name="encoder">The host's model; null for the one that every host has.</param>
    /// <param name="keepsCopy">Whether the host keeps a copy for when the database is away.</param>
    public KnowledgeHost(string? database, bool hasVectors = false, CountingEncoder? encoder = null, bool keepsCopy = false)
    {
        Encoder = encoder ?? new CountingEncoder();
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<ITokenCounter>(new FakeTokenCounter())
            .AddSingleton<IPassageEncoder>(Encoder)
            .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new EncoderGenerator(Encoder));
        if (database is not null)
        {
            services.AddPostgres(database).AddPostgresKnowledge(options => options.KeepsVectors = hasVectors);
        }

        if (keepsCopy)
        {
            services.AddKnowledgeCopy();
        }

        _services = services
            .AddDocumentReaders()
            .AddChunking()
            .AddInMemoryVectorStore()
            .AddIngestion(options =>
            {
                options.Path = _folder.FullName;
                options.SettlingTime = TimeSpan.Zero;
            })
            .AddRetrieval(options => options.Mode = hasVectors ? RetrievalMode.Hybrid : RetrievalMode.Keyword)
            .BuildServiceProvider();
    }

    public CountingEncoder Encoder { get; }

    public IFolderIndexer Indexer => Get<IFolderIndexer>();

    public VectorStoreCollection<string, KnowledgeChunk> Chunks => Get<VectorStoreCollection<string, KnowledgeChunk>>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
