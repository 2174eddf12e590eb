using BotQA.Knowledge.Reading;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the span reader to a service collection.</summary>
public static class ReadingServiceCollectionExtensions
{
    /// <summary>
    /// Adds the span reader as the <see cref="IPassageReader"/>, with the embedded encoder it shares weights with, unless others are
    /// registered already. The options are validated when the host starts; the weights are read by the first question.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddSpanReader(this IServiceCollection services, Action<SpanReaderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddEmbeddedMiniLm();
        var options = services.AddOptions<SpanReaderOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SpanReaderOptions>, SpanReaderOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPassageReader, SpanReader>();
        return services;
    }
}
