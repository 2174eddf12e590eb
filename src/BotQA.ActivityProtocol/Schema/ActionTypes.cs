namespace BotQA.ActivityProtocol.Schema;

/// <summary>What buttons do.</summary>
public static class ActionTypes
{
    /// <summary>Sends a message that everybody sees.</summary>
    public const string ImBack = "imBack";

    /// <summary>Sends a message to the bot alone.</summary>
    public const string PostBack = "postBack";

    /// <summary>Sends a text and a value.</summary>
    public const string MessageBack = "messageBack";

    /// <summary>Opens a page.</summary>
    public const string OpenUrl = "openUrl";

    /// <summary>Sends the inputs of a card.</summary>
    public const string Submit = "Action.Submit";
}
