using BotQA.Knowledge;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Verification;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers generated answers.</summary>
public static class GenerationServiceCollectionExtensions
{
    /// <summary>
    /// Has the registered <see cref="Microsoft.Extensions.AI.IChatClient"/> write the answers, which are verified sentence by sentence; the
    /// <see cref="IQuestionAnswerer"/> that is registered finds the passages before and answers when the model can't.
    /// </summary>
    /// <param name="services">The services, with an answerer among them.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">No answerer is registered.</exception>
    public static IServiceCollection AddGeneration(this IServiceCollection services, Action<GenerationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<GenerationOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GenerationOptions>, GenerationOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(_ => new WordNet(Path.Combine(AppContext.BaseDirectory, "wordnet")));
        services.AddEmbeddedMiniLm();
        services.TryAddSingleton<ISupportModel, SupportModel>();
        services.TryAddSingleton<SupportChecker>();
        services.TryAddSingleton<AnswerGenerator>();
        services.TryAddSingleton<GenerationWarmUp>();
        return services.Decorate<IQuestionAnswerer>((provider, inner) => ActivatorUtilities.CreateInstance<GenerativeQuestionAnswerer>(provider, inner));
    }
}
