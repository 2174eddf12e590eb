using BotQA.ActivityProtocol.Authentication;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Gives tokens that name their scope.</summary>
internal sealed class FakeTokens : IOutboundTokenProvider
{
    public ValueTask<string> GetTokenAsync(string scope, CancellationToken cancellationToken = default) => ValueTask.FromResult($"token-for-{scope}");
}
