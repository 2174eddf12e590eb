using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>The conversations that were welcomed: clients announce their arrival again whenever they reconnect.</summary>
internal sealed class WelcomedConversations(IOptions<BotOptions> options)
{
    private readonly BoundedMap<ConversationKey, bool> _welcomed = new(options.Value.WelcomedConversations);

    /// <summary>Whether the conversation of an activity is to be welcomed; true once.</summary>
    public bool TryWelcome(Activity activity) => _welcomed.TryAdd(ConversationKey.Of(activity), value: true);

    /// <summary>The bot was removed; if it comes back, it says hello again.</summary>
    public void Forget(Activity activity) => _welcomed.Remove(ConversationKey.Of(activity));
}
