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

    /// <summary>The activity was accepted before and is answered once.</summary>
    Duplicate,

    /// <summary>The activity can't be kept at the moment; try again later.</summary>
    Unavailable,
}
