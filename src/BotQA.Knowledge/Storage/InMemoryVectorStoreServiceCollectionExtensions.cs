using BotQA.Knowledge.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the in-memory vector store.</summary>
public static class InMemoryVectorStoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds the in-memory <see cref="VectorStore"/>, its collection of <see cref="KnowledgeChunk"/>s, which exists from the start, and the
    /// collection's <see cref="IKeywordIndex"/>. Its vectors have the dimensions that the registered embedding generator names. What is registered already stays.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddInMemoryVectorStore(this IServiceCollection services, Action<InMemoryVectorStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InMemoryVectorStoreOptions>, InMemoryVectorStoreOptionsValidator>());
        var options = services.AddOptions<InMemoryVectorStoreOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton<VectorStore>(CreateStore);
        services.TryAddSingleton(provider => CreateCollection(
            provider.GetRequiredService<VectorStore>(),
            provider.GetRequiredService<IOptions<InMemoryVectorStoreOptions>>().Value.CollectionName,
            provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>()));
        services.TryAddSingleton(provider => FindKeywordIndex(provider.GetRequiredService<VectorStoreCollection<string, KnowledgeChunk>>()));
        return services;
    }

    private static InMemoryVectorStore CreateStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<InMemoryVectorStoreOptions>>().Value;
        options.EmbeddingGenerator ??= provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>();
        return new InMemoryVectorStore(options);
    }

    private static VectorStoreCollection<string, KnowledgeChunk> CreateCollection(VectorStore store, string name, IEmbeddingGenerator? generator)
    {
        var collection = store.GetCollection<string, KnowledgeChunk>(name, KnowledgeChunk.DefinitionOf(generator));
        if (store is InMemoryVectorStore)
        {
            collection.EnsureCollectionExistsAsync().GetAwaiter().GetResult();
        }

        return collection;
    }

    private static IKeywordIndex FindKeywordIndex(VectorStoreCollection<string, KnowledgeChunk> collection) =>
        collection.GetService(typeof(IKeywordIndex)) as IKeywordIndex
        ?? throw new InvalidOperationException(
            $"The collection '{collection.Name}' offers no {nameof(IKeywordIndex)}; register one for it, or use {nameof(AddInMemoryVectorStore)}'s own collection.");
}
