namespace BotQA.ActivityProtocol.Teams;

/// <summary>Whether a channel takes more of a stream.</summary>
internal enum MessageStreamState
{
    /// <summary>It does.</summary>
    Open,

    /// <summary>The user stopped the stream.</summary>
    Cancelled,

    /// <summary>The channel takes no more: the time is over, or the text isn't what it expects.</summary>
    Refused,

    /// <summary>The last part didn't arrive; the whole message still may.</summary>
    Failed,
}
