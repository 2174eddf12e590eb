namespace BotQA.ActivityProtocol.Schema;

/// <summary>Addresses activities.</summary>
public static class ActivityExtensions
{
    /// <summary>What is needed to answer an inbound activity.</summary>
    public static ConversationReference GetConversationReference(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return new ConversationReference
        {
            ActivityId = activity.Id,
            User = activity.From,
            Bot = activity.Recipient,
            Conversation = activity.Conversation,
            ChannelId = activity.ChannelId,
            ServiceUrl = activity.ServiceUrl,
            Locale = activity.Locale,
        };
    }

    /// <summary>Addresses an outbound activity; where it goes is overwritten, what it says and answers is kept.</summary>
    /// <returns>The same activity.</returns>
    public static Activity ApplyConversationReference(this Activity activity, ConversationReference reference)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(reference);

        activity.ChannelId = reference.ChannelId;
        activity.ServiceUrl = reference.ServiceUrl;
        activity.Conversation = reference.Conversation;
        activity.From = reference.Bot;
        activity.Recipient = reference.User;
        activity.Locale ??= reference.Locale;
        activity.ReplyToId ??= reference.ActivityId;
        return activity;
    }

    /// <summary>An addressed message that answers <paramref name="activity"/>.</summary>
    public static Activity CreateReply(this Activity activity, string? text = null) =>
        MessageFactory.Text(text).ApplyConversationReference(activity.GetConversationReference());

    /// <summary>Whether the conversation is known to be between one person and the bot.</summary>
    /// <remarks>Channels without groups (Direct Line, Web Chat, the emulator) say nothing about it and count as personal.</remarks>
    public static bool IsPersonal(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Conversation is { } conversation
            && conversation.IsGroup != true
            && (conversation.ConversationType ?? (activity.ChannelId == Channels.MsTeams ? null : ConversationTypes.Personal)) == ConversationTypes.Personal;
    }
}
