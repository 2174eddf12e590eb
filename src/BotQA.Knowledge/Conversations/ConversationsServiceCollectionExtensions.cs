using BotQA.Knowledge;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what understands and remembers conversations.</summary>
public static class ConversationsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="ConversationAnswerer"/>, and puts the understanding of follow-up questions and of several questions in one before the
    /// <see cref="IQuestionAnswerer"/> that is registered. Conversations are remembered in the <see cref="Microsoft.Extensions.Caching.Distributed.IDistributedCache"/>
    /// that is registered, else in memory.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">No answerer is registered.</exception>
    public static IServiceCollection AddConversations(this IServiceCollection services, Action<ConversationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ConversationOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddDistributedMemoryCache();
        services.TryAddSingleton<IConversationStore, CachedConversationStore>();
        services.TryAddSingleton<OfflineQuestionRewriter>();
        services.TryAddSingleton(CreateRewriter);
        services.TryAddSingleton<ConversationAnswerer>();
        return services.Decorate<IQuestionAnswerer>((provider, inner) => new PartedQuestionAnswerer(
            new FollowUpQuestionAnswerer(inner, provider.GetRequiredService<IQuestionRewriter>()), provider.GetRequiredService<TimeProvider>()));
    }

    private static IQuestionRewriter CreateRewriter(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ConversationOptions>>().Value.RewriteWithModel && provider.GetService<IChatClient>() is { } model
            ? ActivatorUtilities.CreateInstance<ModelQuestionRewriter>(provider, model)
            : provider.GetRequiredService<OfflineQuestionRewriter>();
}
