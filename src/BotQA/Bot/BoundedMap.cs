using System.Diagnostics.CodeAnalysis;

namespace BotQA.Bot;

/// <summary>Remembers the newest entries, up to a number of them. Safe for use from many threads.</summary>
/// <param name="capacity">The most entries, at least 1; beyond it the oldest is forgotten.</param>
internal sealed class BoundedMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];

    /// <summary>Adds an entry.</summary>
    /// <returns>False, with nothing changed, when there is one of that key.</returns>
    public bool TryAdd(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_nodes.ContainsKey(key))
            {
                return false;
            }

            _nodes[key] = _order.AddLast((key, value));
            if (_nodes.Count > capacity)
            {
                _nodes.Remove(_order.First!.Value.Key);
                _order.RemoveFirst();
            }

            return true;
        }
    }

    /// <summary>Finds an entry.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            var found = _nodes.TryGetValue(key, out var node);
            value = found ? node!.Value.Value : default;
            return found;
        }
    }

    /// <summary>Forgets an entry; an unknown key is ignored.</summary>
    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_nodes.Remove(key, out var node))
            {
                _order.Remove(node);
            }
        }
    }
}
