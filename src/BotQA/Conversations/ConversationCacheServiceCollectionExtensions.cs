using BotQA.Knowledge.Conversations;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace BotQA.Conversations;

/// <summary>Registers where conversations are remembered.</summary>
internal static class ConversationCacheServiceCollectionExtensions
{
    private const string RedisSetting = $"{ConversationOptions.SectionName}:Redis";

    private const string DataProtectionKeys = "botqa:data-protection-keys";

    // A question waits for no cache that is down: it is answered without history.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether conversations are remembered in Redis.</summary>
    public static bool IsRedis(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[RedisSetting]);

    /// <summary>
    /// Adds Redis where the setting <c>Conversations:Redis</c> names one, for conversations and data-protection keys; else conversations are
    /// remembered in memory, and keys in the user's profile.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting can't be understood.</exception>
    public static IServiceCollection AddConversationCache(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[RedisSetting] is not { Length: > 0 } setting)
        {
            return services;
        }

        var redis = Parse(setting);
        services.TryAddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(redis));
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>(
            (options, connection) => options.XmlRepository = new RedisXmlRepository(() => connection.GetDatabase(), DataProtectionKeys));
        return services.AddStackExchangeRedisCache(options => options.ConfigurationOptions = redis);
    }

    private static ConfigurationOptions Parse(string setting)
    {
        try
        {
            var redis = ConfigurationOptions.Parse(setting);
            redis.AbortOnConnectFail = false;
            redis.BacklogPolicy = BacklogPolicy.FailFast;
            redis.ConnectTimeout = (int)Patience.TotalMilliseconds;
            redis.AsyncTimeout = (int)Patience.TotalMilliseconds;
            redis.SyncTimeout = (int)Patience.TotalMilliseconds;
            redis.ReconnectRetryPolicy = new LinearRetry((int)Patience.TotalMilliseconds);
            return redis;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"The setting {RedisSetting} can't be understood: {exception.Message} Give it as host:port, for example localhost:6379.", exception);
        }
    }
}
