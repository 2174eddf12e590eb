using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;

namespace BotQA.Storage;

/// <summary>
/// What the hosts of a bot tell each other in passing, in the cache that they share. It is a help, not a need: while the cache is away
/// nothing is found and nothing is kept.
/// </summary>
internal sealed partial class SharedMemory(IDistributedCache cache, ILogger<SharedMemory> logger)
{
    private int _isLost;

    /// <summary>Finds a value, or null.</summary>
    /// <param name="kind">What kind of thing it is.</param>
    /// <param name="name">Which one; parts of any length.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<T?> GetAsync<T>(string kind, IReadOnlyList<string> name, CancellationToken cancellationToken = default)
        where T : class
    {
        byte[]? found = null;
        await TryAsync(async () => found = await cache.GetAsync(KeyOf(kind, name), cancellationToken), cancellationToken);
        return found is null ? null : JsonSerializer.Deserialize<T>(found);
    }

    /// <summary>Keeps a value for a while.</summary>
    public Task SetAsync<T>(string kind, IReadOnlyList<string> name, T value, TimeSpan lifetime, CancellationToken cancellationToken = default) => TryAsync(
        () => cache.SetAsync(
            KeyOf(kind, name),
            JsonSerializer.SerializeToUtf8Bytes(value),
            new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime },
            cancellationToken),
        cancellationToken);

    /// <summary>Forgets a value.</summary>
    public Task RemoveAsync(string kind, IReadOnlyList<string> name, CancellationToken cancellationToken = default) =>
        TryAsync(() => cache.RemoveAsync(KeyOf(kind, name), cancellationToken), cancellationToken);

    // A digest: the ids of channels are as long as they like. JSON keeps the parts apart.
    private static string KeyOf(string kind, IReadOnlyList<string> name) =>
        $"botqa:{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(name))))}";

    private async Task TryAsync(Func<Task> use, CancellationToken cancellationToken)
    {
        try
        {
            await use();
            Interlocked.Exchange(ref _isLost, 0);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            if (Interlocked.Exchange(ref _isLost, 1) == 0)
            {
                LogLost(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cache that the hosts share can't be reached; each knows only of its own answers until it can. {Reason}")]
    private partial void LogLost(string reason);
}
