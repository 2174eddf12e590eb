using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace BotQA.Models;

/// <summary>Keeps replies in memory for a while.</summary>
/// <param name="duration">How long.</param>
/// <param name="size">The most bytes.</param>
internal sealed class ExpiringCache(TimeSpan duration, long size) : IDistributedCache
{
    private readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions { SizeLimit = size }));
    private readonly DistributedCacheEntryOptions _entry = new() { AbsoluteExpirationRelativeToNow = duration };

    /// <inheritdoc/>
    public byte[]? Get(string key) => _cache.Get(key);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => _cache.GetAsync(key, token);

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _cache.Set(key, value, _entry);

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => _cache.SetAsync(key, value, _entry, token);

    /// <inheritdoc/>
    public void Refresh(string key)
    {
    }

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Remove(string key) => _cache.Remove(key);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default) => _cache.RemoveAsync(key, token);
}
