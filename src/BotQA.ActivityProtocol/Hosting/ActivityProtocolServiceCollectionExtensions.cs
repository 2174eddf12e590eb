using BotQA.ActivityProtocol.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Activity Protocol.</summary>
public static class ActivityProtocolServiceCollectionExtensions
{
    /// <summary>
    /// Adds what a bot needs to receive and answer activities. Options come from the configuration sections <c>Bot:...</c>, named by the
    /// options' <c>SectionName</c>, and are checked when the host starts. Every part can be replaced by registering another one before.
    /// </summary>
    public static ActivityProtocolBuilder AddActivityProtocol(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TurnOptions>().BindConfiguration(TurnOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TurnOptions>, TurnOptionsValidator>());
        services.TryAddSingleton<TurnMetrics>();
        services.TryAddSingleton<TurnRunner>();
        services.TryAddSingleton<TurnQueue>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TurnQueue>(provider => provider.GetRequiredService<TurnQueue>()));
        services.TryAddSingleton(provider => new CloudAdapter(
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<TurnRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<TurnMetrics>()));

        return new ActivityProtocolBuilder(services);
    }
}
