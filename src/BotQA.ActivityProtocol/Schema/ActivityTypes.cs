namespace BotQA.ActivityProtocol.Schema;

/// <summary>The types of activities that this library acts on.</summary>
public static class ActivityTypes
{
    /// <summary>Something said.</summary>
    public const string Message = "message";

    /// <summary>Members came or left, or the conversation changed.</summary>
    public const string ConversationUpdate = "conversationUpdate";

    /// <summary>The bot was installed or removed.</summary>
    public const string InstallationUpdate = "installationUpdate";

    /// <summary>A question that is answered in the HTTP answer.</summary>
    public const string Invoke = "invoke";

    /// <summary>Somebody is typing; also a part of a streamed message.</summary>
    public const string Typing = "typing";

    /// <summary>A reaction to a message.</summary>
    public const string MessageReaction = "messageReaction";

    /// <summary>A message was edited.</summary>
    public const string MessageUpdate = "messageUpdate";

    /// <summary>A message was deleted.</summary>
    public const string MessageDelete = "messageDelete";

    /// <summary>Something that happened outside the chat.</summary>
    public const string Event = "event";

    /// <summary>The conversation is over.</summary>
    public const string EndOfConversation = "endOfConversation";

    /// <summary>Whether a type is one of these.</summary>
    public static bool IsKnown(string type) => type is
        Message or ConversationUpdate or InstallationUpdate or Invoke or Typing or MessageReaction
        or MessageUpdate or MessageDelete or Event or EndOfConversation;
}
