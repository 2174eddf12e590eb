using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the embedded model to a service collection.</summary>
public static class EmbeddingServiceCollectionExtensions
{
    /// <summary>
    /// Adds the embedded MiniLM model as the <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of strings and as the
    /// <see cref="IPassageEncoder"/>, and its tokenizer, also as the <see cref="ITokenCounter"/> by which chunks are sized, unless others are registered already. The options are validated when the host starts.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddEmbeddedMiniLm(this IServiceCollection services, Action<EmbeddingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<EmbeddingOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>());
        services.TryAddSingleton(provider => new EmbeddedModel(provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value.ModelPath));
        services.TryAddSingleton(provider => WordPieceTokenizer.Load(provider.GetRequiredService<EmbeddedModel>()));
        services.TryAddSingleton<ITokenCounter>(provider => provider.GetRequiredService<WordPieceTokenizer>());
        services.TryAddSingleton<MiniLmEmbeddingGenerator>();
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<MiniLmEmbeddingGenerator>());
        services.TryAddSingleton<IPassageEncoder>(provider => provider.GetRequiredService<MiniLmEmbeddingGenerator>());
        return services;
    }
}
