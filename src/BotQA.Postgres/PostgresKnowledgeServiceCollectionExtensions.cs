using BotQA.Knowledge;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Ingestion.Folders;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Postgres.Schema;
using BotQA.Postgres.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Registers the knowledge base in PostgreSQL.</summary>
public static class PostgresKnowledgeServiceCollectionExtensions
{
    /// <summary>
    /// Puts the vector store, the keyword index, the catalog and the index of the folder into the database of <see cref="PostgresServiceCollectionExtensions.AddPostgres"/>.
    /// To be called before the rooms that use them are added. What is registered already stays.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options of the store.</param>
    /// <param name="configureKnowledge">Sets the options of the knowledge base.</param>
    public static IServiceCollection AddPostgresKnowledge(
        this IServiceCollection services, Action<PostgresVectorStoreOptions>? configure = null, Action<PostgresKnowledgeOptions>? configureKnowledge = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PostgresVectorStoreOptions>().Configure(configure ?? (_ => { })).PostConfigure<IServiceProvider>((options, provider) =>
            options.EmbeddingGenerator ??= provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>());
        services.AddOptions<PostgresKnowledgeOptions>().Configure(configureKnowledge ?? (_ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<VectorStore>(provider => new PostgresVectorStore(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<SchemaMigrator>(),
            provider.GetRequiredService<IOptions<PostgresVectorStoreOptions>>().Value));
        services.TryAddSingleton(provider => (PostgresVectorStoreCollection<string, KnowledgeChunk>)provider.GetRequiredService<VectorStore>()
            .GetCollection<string, KnowledgeChunk>(
                provider.GetRequiredService<IOptions<InMemoryVectorStoreOptions>>().Value.CollectionName,
                KnowledgeChunk.DefinitionOf(provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>())));
        services.TryAddSingleton<VectorStoreCollection<string, KnowledgeChunk>>(provider => provider.GetRequiredService<PostgresVectorStoreCollection<string, KnowledgeChunk>>());
        services.TryAddSingleton<IKeywordIndex>(provider => new PostgresKeywordIndex<KnowledgeChunk>(provider.GetRequiredService<PostgresVectorStoreCollection<string, KnowledgeChunk>>()));
        services.TryAddSingleton(provider => new KnowledgeTables(
            provider.GetRequiredService<PostgresVectorStoreCollection<string, KnowledgeChunk>>(), provider.GetRequiredService<IPassageEncoder>().Identity));
        services.TryAddSingleton<KnowledgeDirectory>();
        services.TryAddSingleton<KnowledgeFeed>();
        services.TryAddSingleton<WriterElection>();
        services.TryAddSingleton<PostgresKnowledgeWriter>();
        services.TryAddSingleton<IKnowledgeWriter>(provider => provider.GetRequiredService<PostgresKnowledgeWriter>());
        services.TryAddSingleton<IFolderIndexSource, PostgresFolderIndexSource>();
        services.TryAddSingleton<IFolderIndexer>(provider => new SharedFolderIndexer(
            () => ActivatorUtilities.CreateInstance<FolderIndexer>(provider),
            provider.GetRequiredService<WriterElection>(),
            provider.GetRequiredService<KnowledgeDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SharedFolderIndexer>>()));
        services.TryAddSingleton<PostgresDocumentCatalog>();
        services.TryAddSingleton<IDocumentCatalog>(provider => provider.GetRequiredService<PostgresDocumentCatalog>());
        services.TryAddSingleton<IPassageRetriever>(provider => new DocumentRefreshingRetriever(
            ActivatorUtilities.CreateInstance<HybridPassageRetriever>(provider), provider.GetRequiredService<PostgresDocumentCatalog>()));
        return services;
    }

    /// <summary>
    /// Has the host keep a copy of the knowledge base of <see cref="AddPostgresKnowledge"/> in memory, and answer from it while the database is
    /// away.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    public static IServiceCollection AddKnowledgeCopy(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<KnowledgeCopy>();
        services.Decorate<IDocumentCatalog>((provider, database) =>
            new CopyFallbackCatalog(database, provider.GetRequiredService<KnowledgeCopy>(), provider.GetRequiredService<KnowledgeFeed>()));
        return services.Decorate<IPassageRetriever>((provider, database) =>
        {
            var copy = provider.GetRequiredService<KnowledgeCopy>();
            var copied = ActivatorUtilities.CreateInstance<HybridPassageRetriever>(provider, copy.Chunks, copy.Keywords);
            return new CopyFallbackRetriever(database, copied, copy, provider.GetRequiredService<KnowledgeFeed>());
        });
    }
}
