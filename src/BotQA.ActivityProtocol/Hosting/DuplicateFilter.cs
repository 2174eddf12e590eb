using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Remembers for a while which activities came, so that a retry or a replay isn't processed again.</summary>
internal sealed class DuplicateFilter(IOptions<BotEndpointOptions> options, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, DateTimeOffset Expiry)> _byAge = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, DateTimeOffset Expiry)>> _seen = new(StringComparer.Ordinal);
    private readonly BotEndpointOptions _options = options.Value;

    /// <summary>Remembers an activity.</summary>
    /// <returns>Whether it is new. One without an id always is.</returns>
    public bool TryAdd(Activity activity)
    {
        if (Key(activity) is not { } key)
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
    public void Forget(Activity activity)
    {
        if (Key(activity) is not { } key)
        {
            return;
        }

        lock (_gate)
        {
            if (_seen.TryGetValue(key, out var node))
            {
                Remove(node);
            }
        }
    }

    // A digest: ids are as long as their sender likes. The lengths keep different triples apart.
    private static string? Key(Activity activity)
    {
        if (string.IsNullOrEmpty(activity.Id))
        {
            return null;
        }

        var conversationId = activity.Conversation?.Id;
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{activity.ChannelId?.Length}:{activity.ChannelId}{conversationId?.Length}:{conversationId}{activity.Id}");
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    private void Remove(LinkedListNode<(string Key, DateTimeOffset Expiry)> node)
    {
        _byAge.Remove(node);
        _seen.Remove(node.Value.Key);
    }
}
