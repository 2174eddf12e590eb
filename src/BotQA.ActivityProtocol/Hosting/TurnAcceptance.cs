namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Whether a turn was taken on.</summary>
public enum TurnAcceptance
{
    /// <summary>The turn will run.</summary>
    Accepted,

    /// <summary>The conversation has too many turns waiting; try again later.</summary>
    ConversationFull,

    /// <summary>The host has too many turns waiting; try again later.</summary>
    QueueFull,

    /// <summary>The host is shutting down.</summary>
    Stopping,
}
