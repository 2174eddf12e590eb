using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using BotQA.Conversations;
using BotQA.Feedback;
using BotQA.Inbox;
using BotQA.Postgres;
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
    /// Adds what hosts share where a setting names the place: accepted messages, feedback, data-protection keys and conversations in
    /// PostgreSQL (<c>Storage:State</c>); keys and conversations in Redis (<c>Conversations:Redis</c>), which goes before for conversations.
    /// What is registered already stays.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static IServiceCollection AddSharedState(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConversationCache(configuration);
        var storage = StorageOptions.Read(configuration);
        if (storage.IsStatePostgres)
        {
            services.AddPostgres(storage.ConnectionString!).AddPostgresState(configuration);
        }

        if (storage.IsStatePostgres || ConversationCacheServiceCollectionExtensions.IsRedis(configuration))
        {
            services.TryAddSingleton<SharedMemory>();
            services.TryAddSingleton<ISharedDuplicates, SharedDuplicates>();
        }

        return services;
    }

    private static void AddPostgresState(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IDistributedCache, PostgresCache>();
        services.TryAddSingleton<IFeedbackStore, PostgresFeedbackStore>();
        services.TryAddSingleton<PostgresKeyRepository>();
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<PostgresKeyRepository>((options, repository) => options.XmlRepository = repository);
        services.TryAddSingleton<ActivityTable>();
        services.TryAddSingleton<ActivityProtector>();
        services.TryAddSingleton<IActivityInbox, PostgresInbox>();
        services.AddOptions<PostgresInboxOptions>().Bind(configuration.GetSection(InboxOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresInboxOptions>, PostgresInboxOptionsValidator>());
    }
}
