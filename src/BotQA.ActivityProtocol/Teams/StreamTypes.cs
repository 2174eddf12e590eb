namespace BotQA.ActivityProtocol.Teams;

/// <summary>The parts of a streamed message.</summary>
public static class StreamTypes
{
    /// <summary>A line about what the bot is doing, replaced by the next part.</summary>
    public const string Informative = "informative";

    /// <summary>All the text so far.</summary>
    public const string Streaming = "streaming";

    /// <summary>The whole message.</summary>
    public const string Final = "final";
}
