namespace BotQA.ActivityProtocol.Schema;

/// <summary>How the answer to an activity is delivered.</summary>
public static class DeliveryModes
{
    /// <summary>Through the connector; the default.</summary>
    public const string Normal = "normal";

    /// <summary>As a notification.</summary>
    public const string Notification = "notification";

    /// <summary>In the answer to the HTTP request.</summary>
    public const string ExpectReplies = "expectReplies";

    /// <summary>Not kept by the channel.</summary>
    public const string Ephemeral = "ephemeral";
}
