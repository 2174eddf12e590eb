using BotQA.ActivityProtocol.Schema;

namespace BotQA.Bot;

/// <summary>A conversation among those of all channels.</summary>
internal readonly record struct ConversationKey(string ChannelId, string ConversationId)
{
    public static ConversationKey Of(Activity activity) => new(activity.ChannelId ?? "", activity.Conversation?.Id ?? "");
}
