using System.Collections.Concurrent;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(AuthenticatedHost))]

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A host with an app id, and the issuer it trusts.</summary>
public sealed class AuthenticatedHost : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    internal TokenIssuer Issuer { get; private set; } = null!;

    internal BotHost Host { get; private set; } = null!;

    /// <summary>The ids of the activities that the bot saw.</summary>
    internal ConcurrentBag<string?> Seen { get; } = [];

    /// <summary>Waits until the bot saw an activity.</summary>
    internal Task SeenAsync(string id) => Waiting(id).Task.WaitAsync(TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        Issuer.AddKey("unendorsed");
        Host = await BotHost.StartAsync(
            (turn, _) =>
            {
                Seen.Add(turn.Activity.Id);
                Waiting(turn.Activity.Id!).TrySetResult();
                return Task.CompletedTask;
            },
            Issuer.Settings,
            services => services.AddSingleton<IOutboundTokenProvider, FakeTokens>());
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private TaskCompletionSource Waiting(string id) => _waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
