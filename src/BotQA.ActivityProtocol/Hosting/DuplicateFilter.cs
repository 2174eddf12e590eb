using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Remembers for a while which activities came, so that a retry or a replay isn't processed again.</summary>
internal sealed class DuplicateFilter(IOptions<BotEndpointOptions> options, TimeProvider timeProvider, ISharedDuplicates? shared = null)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, DateTimeOffset Expiry)> _byAge = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, DateTimeOffset Expiry)>> _seen = new(StringComparer.Ordinal);
    private readonly BotEndpointOptions _options = options.Value;

    /// <summary>Remembers an activity, unless this host or another knows it.</summary>
    /// <returns>Whether it is new.</returns>
    public async ValueTask<bool> TryAddAsync(string key, CancellationToken cancellationToken = default) =>
        TryAdd(key) && !(shared is not null && await shared.IsKnownAsync(key, cancellationToken));

    /// <summary>Tells the other hosts of an activity that this one has taken on.</summary>
    public Task ShareAsync(string key, CancellationToken cancellationToken = default) =>
        shared?.AddAsync(key, _options.DuplicateWindow, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Remembers an activity in this host.</summary>
    /// <param name="key">What tells it from others; null for one without an id.</param>
    /// <returns>Whether it is new. One without an id always is.</returns>
    public bool TryAdd(string? key)
    {
        if (key is null)
        {
            return true;
        }

        lock (_gate)
        {
            var now = timeProvider.GetUtcNow();
            while (_byAge.First is { } oldest && oldest.Value.Expiry <= now)
            {
                Remove(oldest);
            }

            if (_seen.ContainsKey(key))
            {
                return false;
            }

            if (_seen.Count >= _options.DuplicateCapacity)
            {
                Remove(_byAge.First!);
            }

            _seen.Add(key, _byAge.AddLast((key, now + _options.DuplicateWindow)));
            return true;
        }
    }

    /// <summary>Forgets an activity that was not processed, so that the sender may try again.</summary>
    public void Forget(string? key)
    {
        lock (_gate)
        {
            if (key is not null && _seen.TryGetValue(key, out var node))
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<(string Key, DateTimeOffset Expiry)> node)
    {
        _byAge.Remove(node);
        _seen.Remove(node.Value.Key);
    }
}
