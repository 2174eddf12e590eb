using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Knowledge;

/// <summary>Puts a service before the one that is registered.</summary>
internal static class ServiceDecoration
{
    /// <summary>Replaces the registered <typeparamref name="TService"/> by one that is made with it.</summary>
    /// <exception cref="InvalidOperationException">None is registered.</exception>
    public static IServiceCollection Decorate<TService>(this IServiceCollection services, Func<IServiceProvider, TService, TService> decorate)
        where TService : class
    {
        var registered = services.LastOrDefault(service => service.ServiceType == typeof(TService))
            ?? throw new InvalidOperationException($"Register an {typeof(TService).Name} first.");
        services.Remove(registered);
        return services.AddSingleton(provider => decorate(provider, Create<TService>(provider, registered)));
    }

    private static TService Create<TService>(IServiceProvider provider, ServiceDescriptor registered) => (TService)(
        registered.ImplementationInstance
        ?? registered.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));
}
