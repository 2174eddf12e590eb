using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Feedback;

/// <summary>Registers the store of feedback.</summary>
internal static class FeedbackServiceCollectionExtensions
{
    /// <summary>Adds the store, which the bot writes and the command line reads.</summary>
    public static IServiceCollection AddFeedbackStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedbackOptions>().Bind(configuration.GetSection(FeedbackOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedbackOptions>, FeedbackOptionsValidator>());
        services.TryAddSingleton<IFeedbackStore, SqliteFeedbackStore>();
        return services;
    }
}
