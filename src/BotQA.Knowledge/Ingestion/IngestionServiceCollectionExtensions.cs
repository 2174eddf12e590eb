using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the indexing of documents.</summary>
public static class IngestionServiceCollectionExtensions
{
    /// <summary>Adds the <see cref="IKnowledgeIndexer"/>, the <see cref="IDocumentCatalog"/> it fills, unless others are registered, and the <see cref="DocumentEncoder"/>.</summary>
    /// <param name="services">The services to add to.</param>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IDocumentCatalog, InMemoryDocumentCatalog>();
        services.TryAddSingleton<IKnowledgeIndexer, KnowledgeIndexer>();
        services.TryAddSingleton<DocumentEncoder>();
        return services;
    }
}
