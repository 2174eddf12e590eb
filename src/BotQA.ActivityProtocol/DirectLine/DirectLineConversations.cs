using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The conversations of this host, bounded in number and given up when silent for long.</summary>
internal sealed class DirectLineConversations(IOptions<DirectLineOptions> options, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DirectLineConversation> _conversations = new(StringComparer.Ordinal);
    private readonly DirectLineOptions _options = options.Value;

    /// <summary>The number kept now, silent ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _conversations.Count;
            }
        }
    }

    /// <summary>Finds a conversation and notes that a client is there.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out DirectLineConversation? conversation)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(id, out conversation))
            {
                return false;
            }

            if (IsSilent(conversation))
            {
                _conversations.Remove(id);
                conversation = null;
                return false;
            }

            conversation.Touch();
            return true;
        }
    }

    /// <summary>Finds or begins a conversation.</summary>
    /// <returns>The conversation and whether it is new, or null when there is no room: all are being watched.</returns>
    public (DirectLineConversation Conversation, bool IsNew)? Start(string id)
    {
        lock (_gate)
        {
            if (TryGet(id, out var conversation))
            {
                return (conversation, false);
            }

            if (_conversations.Count >= _options.MaxConversations && !TryMakeRoom())
            {
                return null;
            }

            conversation = new DirectLineConversation(id, _options, timeProvider);
            _conversations.Add(id, conversation);
            return (conversation, true);
        }
    }

    /// <summary>Takes back a conversation that could not begin.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _conversations.Remove(id);
        }
    }

    private bool IsSilent(DirectLineConversation conversation) => timeProvider.GetUtcNow() - conversation.LastUse >= _options.IdleTimeout;

    private bool TryMakeRoom()
    {
        foreach (var silent in _conversations.Values.Where(IsSilent).ToList())
        {
            _conversations.Remove(silent.Id);
        }

        if (_conversations.Count < _options.MaxConversations)
        {
            return true;
        }

        var oldest = _conversations.Values.Where(conversation => !conversation.IsWatched).MinBy(conversation => conversation.LastUse);
        return oldest is not null && _conversations.Remove(oldest.Id);
    }
}
