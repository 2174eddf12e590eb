using BotQA.Knowledge.Answering;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the answerer.</summary>
public static class AnsweringServiceCollectionExtensions
{
    /// <summary>
    /// Adds the extractive <see cref="IQuestionAnswerer"/>, unless another one is registered. It uses the <see cref="BotQA.Knowledge.Reading.IPassageReader"/>
    /// that is registered, if there is one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    public static IServiceCollection AddAnswering(this IServiceCollection services, Action<AnsweringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<AnsweringOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnsweringOptions>, AnsweringOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PassageReranker>();
        services.TryAddSingleton<SentenceRanker>();
        services.TryAddSingleton<IQuestionAnswerer, ExtractiveQuestionAnswerer>();
        return services;
    }
}
