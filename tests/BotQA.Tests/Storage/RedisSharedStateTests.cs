using BotQA.Tests.Support;

namespace BotQA.Tests.Storage;

public sealed class RedisSharedStateTests : SharedStateTests, IAsyncDisposable
{
    private readonly RedisServer _redis = new();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private protected override async Task<Dictionary<string, string?>> SettingsAsync(CancellationToken cancellationToken)
    {
        await _redis.StartAsync(cancellationToken);
        return new Dictionary<string, string?> { ["Conversations:Redis"] = _redis.Address };
    }
}
