using BotQA.Knowledge.Retrieval;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the retriever.</summary>
public static class RetrievalServiceCollectionExtensions
{
    /// <summary>Adds the hybrid <see cref="IPassageRetriever"/>, unless another one is registered.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    public static IServiceCollection AddRetrieval(this IServiceCollection services, Action<RetrievalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RetrievalOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetrievalOptions>, RetrievalOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<PassageMatcher>();
        services.TryAddSingleton<IPassageRetriever, HybridPassageRetriever>();
        return services;
    }
}
