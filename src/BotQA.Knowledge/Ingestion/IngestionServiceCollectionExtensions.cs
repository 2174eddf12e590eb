using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the indexing of documents.</summary>
public static class IngestionServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="IFolderIndexer"/> and the <see cref="IKnowledgeIndexer"/>, the <see cref="IDocumentCatalog"/> they fill, unless
    /// others are registered, and the <see cref="DocumentEncoder"/>.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static IServiceCollection AddIngestion(this IServiceCollection services, Action<IngestionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<IngestionOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IngestionOptions>, IngestionOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDocumentCatalog, InMemoryDocumentCatalog>();
        services.TryAddSingleton<IKnowledgeWriter, KnowledgeStore>();
        services.TryAddSingleton<IKnowledgeIndexer, KnowledgeIndexer>();
        services.TryAddSingleton<DocumentEncoder>();
        services.TryAddSingleton<IFolderIndexer, FolderIndexer>();
        return services;
    }
}
