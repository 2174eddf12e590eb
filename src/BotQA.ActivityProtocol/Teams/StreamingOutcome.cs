namespace BotQA.ActivityProtocol.Teams;

/// <summary>How a message that was to be streamed reached the user.</summary>
public enum StreamingOutcome
{
    /// <summary>As the last part of a stream.</summary>
    Streamed,

    /// <summary>As one message, since the conversation takes no streams or nothing was streamed.</summary>
    Sent,

    /// <summary>In place of the streamed text, since the channel took no more of the stream.</summary>
    Updated,

    /// <summary>Not at all: the user stopped the stream.</summary>
    Cancelled,
}
