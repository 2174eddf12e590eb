namespace BotQA.ActivityProtocol.Schema;

/// <summary>The types of entities that this library knows.</summary>
public static class EntityTypes
{
    /// <summary>Somebody is addressed in the text.</summary>
    public const string Mention = "mention";

    /// <summary>Facts about a message: its citations and that it was generated.</summary>
    public const string Message = "https://schema.org/Message";

    /// <summary>The place of an activity in a stream.</summary>
    public const string StreamInfo = "streaminfo";

    /// <summary>The user's client, its language and time zone.</summary>
    public const string ClientInfo = "clientInfo";
}
