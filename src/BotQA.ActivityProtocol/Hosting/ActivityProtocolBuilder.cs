using System.Diagnostics.CodeAnalysis;
using BotQA.ActivityProtocol.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Adds a bot and what stands before it.</summary>
public sealed class ActivityProtocolBuilder
{
    internal ActivityProtocolBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are built up.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Sets the bot. A new one is made for each turn, from the services of the turn's scope.</summary>
    public ActivityProtocolBuilder AddBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>()
        where TBot : class, IBot
    {
        Services.TryAddTransient<IBot, TBot>();
        return this;
    }

    /// <summary>Adds a step before the bot, behind those added earlier. A new one is made for each turn.</summary>
    public ActivityProtocolBuilder UseMiddleware<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TMiddleware : class, IMiddleware
    {
        Services.AddTransient<IMiddleware, TMiddleware>();
        return this;
    }

    /// <summary>
    /// Keeps accepted activities in a journal on disk until they are answered, so that they survive the process. They are encrypted by ASP.NET
    /// Core Data Protection; its keys have to survive as well. Has no effect when another <see cref="IActivityInbox"/> is registered.
    /// </summary>
    public ActivityProtocolBuilder KeepJournal()
    {
        Services.AddDataProtection();
        Services.TryAddSingleton<ActivityProtector>();
        Services.TryAddSingleton<ActivityJournal>();
        return this;
    }

    /// <summary>Changes how turns are queued and run.</summary>
    public ActivityProtocolBuilder ConfigureTurns(Action<TurnOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }
}
