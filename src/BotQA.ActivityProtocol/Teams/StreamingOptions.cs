namespace BotQA.ActivityProtocol.Teams;

/// <summary>How a message is streamed.</summary>
public sealed class StreamingOptions
{
    /// <summary>The time between the starts of two requests. Default 1.5 seconds: Teams takes one a second and asks for 1.5 to 2.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a stream may last from its first request. Default 110 seconds, as Teams ends it after 120.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(110);

    /// <summary>The informative line of a stream that begins with text. Default "Working on it...".</summary>
    public string DefaultInformative { get; set; } = "Working on it...";
}
