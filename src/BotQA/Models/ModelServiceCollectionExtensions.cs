using Azure.Core;
using BotQA.Knowledge.Generation;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace BotQA.Models;

/// <summary>Registers the model that the settings name.</summary>
internal static class ModelServiceCollectionExtensions
{
    private const string HttpClientName = "model";
    private const int CachedBytes = 16 * 1024 * 1024;

    /// <summary>Has the configured model write the answers. Without settings of a model nothing is registered, and nothing of it is loaded.</summary>
    public static IServiceCollection AddConfiguredModel(this IServiceCollection services, IConfiguration configuration) =>
        ModelSettings.AskForChat(configuration) ? services.AddModel(configuration) : services;

    private static IServiceCollection AddModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatModelOptions>().Configure(options => ModelSettings.Bind(options, configuration, ModelSettings.Chat)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChatModelOptions>, ChatModelOptionsValidator>());
        services.AddModelHttpClient(HttpClientName, ModelRetries.Create());
        services.TryAddSingleton(CreateChatClient);
        services.AddHostedService<ModelWarmUpService>();
        return services.AddGeneration(configuration.GetSection(GenerationOptions.SectionName).Bind);
    }

    /// <summary>Adds an HTTP client that asks a provider again by itself, and has no time limit of its own.</summary>
    public static void AddModelHttpClient(this IServiceCollection services, string name, HttpRetryStrategyOptions retries) => services
        .AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
        .AddResilienceHandler("retry", pipeline => pipeline.AddRetry(retries));

    private static IChatClient CreateChatClient(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ChatModelOptions>>().Value;
        var generation = provider.GetRequiredService<IOptions<GenerationOptions>>().Value;
        var client = ModelClients.CreateChatClient(options, provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName), provider.GetService<TokenCredential>());
        var builder = new ChatClientBuilder(client);
        if (options.CacheDuration > TimeSpan.Zero)
        {
            builder.Use(inner => new UncountedCachingChatClient(inner, new ExpiringCache(options.CacheDuration, CachedBytes)));
        }

        builder
            .UseOpenTelemetry(provider.GetService<ILoggerFactory>(), GenerationTelemetry.Name)
            .UseLogging(provider.GetService<ILoggerFactory>())
            .Use(inner => new ModelErrorChatClient(inner));
        if (options.Provider == ModelProvider.Ollama)
        {
            // Ollama takes no more than 4,096 tokens unless told, and drops the beginning of longer prompts.
            builder.ConfigureOptions(request => (request.AdditionalProperties ??= [])["num_ctx"] = generation.ContextTokens);
        }

        return builder.Build(provider);
    }
}
