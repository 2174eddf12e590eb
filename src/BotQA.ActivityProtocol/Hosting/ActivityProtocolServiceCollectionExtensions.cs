using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Files;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Activity Protocol.</summary>
public static class ActivityProtocolServiceCollectionExtensions
{
    private const long MaxKeySetBytes = 1_024 * 1_024;

    /// <summary>
    /// Adds what a bot needs to receive and answer activities. Options come from the configuration sections <c>Bot:...</c>, named by the
    /// options' <c>SectionName</c>, and are checked when the host starts. Every part can be replaced by registering another one before.
    /// </summary>
    public static ActivityProtocolBuilder AddActivityProtocol(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddBotAuthentication();
        services.AddConnector();
        services.AddFiles();
        services.AddBoundOptions<BotEndpointOptions, BotEndpointOptionsValidator>(BotEndpointOptions.SectionName);
        services.AddInbox();
        services.TryAddSingleton<DuplicateFilter>();
        services.TryAddSingleton<BotMessagesEndpoint>();
        return new ActivityProtocolBuilder(services);
    }

    // It is stopped behind the turns, as hosted services are stopped from the last to the first.
    private static void AddInbox(this IServiceCollection services)
    {
        services.AddBoundOptions<InboxOptions, InboxOptionsValidator>(InboxOptions.SectionName);
        services.TryAddSingleton<IBotReadiness, AlwaysReady>();
        services.TryAddSingleton(provider => new ClaimRunner(
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<TurnRunner>(),
            provider.GetRequiredService<ConnectorClient>(),
            provider.GetRequiredService<IBotReadiness>(),
            provider.GetRequiredService<TurnMetrics>(),
            provider.GetRequiredService<IOptions<InboxOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClaimRunner>>()));
        services.TryAddSingleton<IActivityInbox, LocalInbox>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, IActivityInbox>(provider => provider.GetRequiredService<IActivityInbox>()));
        services.AddTurns();
    }

    private static void AddTurns(this IServiceCollection services)
    {
        services.AddBoundOptions<TurnOptions, TurnOptionsValidator>(TurnOptions.SectionName);
        services.TryAddSingleton<TurnMetrics>();
        services.TryAddSingleton<TurnRunner>();
        services.TryAddSingleton<TurnQueue>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TurnQueue>(provider => provider.GetRequiredService<TurnQueue>()));
        services.TryAddSingleton(provider => new CloudAdapter(
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<TurnRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<TurnMetrics>()));
    }

    private static void AddBotAuthentication(this IServiceCollection services)
    {
        services.AddBoundOptions<BotAuthenticationOptions, BotAuthenticationOptionsValidator>(BotAuthenticationOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotAuthenticationOptions>, BotCredentialsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotAuthenticationOptions>, AppSettingsSecretsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LocalModeGuard>());

        services.AddHttpClient(SigningKeyRetriever.HttpClientName)
            .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = MaxKeySetBytes)
            .ConfigurePrimaryHttpMessageHandler(WithoutRedirects);
        services.AddHttpClient(MsalHttpClientFactory.HttpClientName).RemoveAllLoggers();
        services.TryAddSingleton<SigningKeyRetriever>();
        services.TryAddSingleton<SigningKeyStore>();
        services.TryAddSingleton<InboundTokenValidator>();
        services.TryAddSingleton<InboundAuthenticator>();
        services.TryAddSingleton<ServiceUrlPolicy>();
        services.TryAddSingleton<IMsalHttpClientFactory, MsalHttpClientFactory>();
        services.TryAddSingleton<IOutboundTokenSource, MsalTokenSource>();
        services.TryAddSingleton<IOutboundTokenProvider, CachingTokenProvider>();
    }

    private static void AddConnector(this IServiceCollection services)
    {
        services.AddBoundOptions<ConnectorOptions, ConnectorOptionsValidator>(ConnectorOptions.SectionName);

        // Its calls name conversations and come several a turn; failures arrive as exceptions.
        services.AddHttpClient(ConnectorClient.HttpClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(WithoutRedirects)
            .AddResilienceHandler("connector", (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                ConnectorResilience.Configure(
                    pipeline,
                    context.ServiceProvider.GetRequiredService<IOptions<ConnectorOptions>>().Value,
                    context.ServiceProvider.GetRequiredService<ILogger<ConnectorClient>>());
            });
        services.TryAddSingleton<ConversationThrottle>();
        services.TryAddSingleton(provider => new ConnectorClient(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOutboundTokenProvider>(),
            provider.GetRequiredService<ServiceUrlPolicy>(),
            provider.GetRequiredService<ConversationThrottle>(),
            provider.GetRequiredService<IOptions<BotAuthenticationOptions>>(),
            provider.GetRequiredService<IOptions<ConnectorOptions>>()));
    }

    private static void AddFiles(this IServiceCollection services)
    {
        services.AddBoundOptions<FileDownloadOptions, FileDownloadOptionsValidator>(FileDownloadOptions.SectionName);

        // The addresses carry secrets, and whoever sends a message chooses them.
        services.AddHttpClient(FileDownloader.HttpClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = PublicAddresses.ConnectAsync,
            });
        services.TryAddSingleton(provider => new FileDownloader(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<FileDownloadOptions>>(),
            provider.GetRequiredService<IOptions<BotAuthenticationOptions>>()));
    }

    private static void AddBoundOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }

    // A redirect could lead a token, or the trust in a key, to another host.
    private static SocketsHttpHandler WithoutRedirects() => new() { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
}
