using BotQA.ActivityProtocol.Inbox;
using BotQA.Conversations;
using BotQA.Feedback;
using BotQA.Inbox;
using BotQA.Postgres.State;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Storage;

/// <summary>Registers what the hosts of a bot share while it talks.</summary>
internal static class SharedStateServiceCollectionExtensions
{
    /// <summary>
    /// Adds accepted messages, feedback, conversations (unless Redis has them) and data-protection keys in PostgreSQL, where the setting
    /// <c>Storage:State</c> says so. What is registered already stays.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static IServiceCollection AddSharedState(this IServiceCollection services, IConfiguration configuration)
    {
        if (!StorageOptions.Read(configuration).IsStatePostgres)
        {
            return services;
        }

        services.TryAddSingleton<PostgresKeyRepository>();
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<PostgresKeyRepository>((options, repository) => options.XmlRepository = repository);
        services.TryAddSingleton<IFeedbackStore, PostgresFeedbackStore>();
        services.TryAddSingleton<ActivityTable>();
        services.TryAddSingleton<ActivityProtector>();
        services.TryAddSingleton<IActivityInbox, PostgresInbox>();
        services.AddOptions<PostgresInboxOptions>().Bind(configuration.GetSection(InboxOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresInboxOptions>, PostgresInboxOptionsValidator>());
        if (!ConversationCacheServiceCollectionExtensions.IsRedis(configuration))
        {
            services.TryAddSingleton<IDistributedCache, PostgresCache>();
        }

        return services;
    }
}
