using BotQA.ActivityProtocol.DirectLine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Direct Line server.</summary>
public static class DirectLineServiceCollectionExtensions
{
    /// <summary>
    /// Adds a Direct Line server for the bot of <see cref="ActivityProtocolServiceCollectionExtensions.AddActivityProtocol"/>, in this
    /// process. Options come from <c>Bot:DirectLine</c> and are checked when the host starts. Tokens are protected by ASP.NET Core Data
    /// Protection; several hosts behind one address need a shared key ring and a client that stays with its host.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options after configuration did.</param>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, Action<DirectLineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddDataProtection();
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DirectLineTokenIssuer>();
        services.TryAddSingleton<DirectLineAccess>();
        services.TryAddSingleton<DirectLineConversations>();
        services.TryAddSingleton<DirectLineInbox>();
        services.TryAddSingleton<DirectLineStream>();
        services.TryAddSingleton<DirectLineEndpoint>();
        return services;
    }
}
