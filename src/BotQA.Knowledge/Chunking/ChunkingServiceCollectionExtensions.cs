using BotQA.Knowledge.Chunking;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the cutting of documents into chunks.</summary>
public static class ChunkingServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="IDocumentChunker"/>, which needs an <see cref="ITokenCounter"/>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static IServiceCollection AddChunking(this IServiceCollection services, Action<ChunkingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ChunkingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChunkingOptions>, ChunkingOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<IDocumentChunker, DocumentChunker>();
        return services;
    }
}
