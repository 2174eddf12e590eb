using BotQA.ActivityProtocol.Schema;
using BotQA.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>The conversations that were welcomed: clients announce their arrival again whenever they reconnect, and to any host.</summary>
internal sealed class WelcomedConversations(IOptions<BotOptions> options, SharedMemory? shared = null)
{
    private const string Kind = "welcomed";
    private static readonly TimeSpan SharedLifetime = TimeSpan.FromDays(30);

    private readonly BoundedMap<ConversationKey, bool> _welcomed = new(options.Value.WelcomedConversations);

    /// <summary>Whether the conversation of an activity is to be welcomed; true once.</summary>
    public async Task<bool> TryWelcomeAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        var conversation = ConversationKey.Of(activity);
        if (!_welcomed.TryAdd(conversation, value: true))
        {
            return false;
        }

        if (shared is null)
        {
            return true;
        }

        var isKnown = await shared.GetAsync<string>(Kind, NameOf(conversation), cancellationToken) is not null;
        await shared.SetAsync(Kind, NameOf(conversation), "", SharedLifetime, cancellationToken);
        return !isKnown;
    }

    /// <summary>The bot was removed; if it comes back, it says hello again.</summary>
    public async Task ForgetAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        var conversation = ConversationKey.Of(activity);
        _welcomed.Remove(conversation);
        if (shared is not null)
        {
            await shared.RemoveAsync(Kind, NameOf(conversation), cancellationToken);
        }
    }

    private static string[] NameOf(ConversationKey conversation) => [conversation.ChannelId, conversation.ConversationId];
}
