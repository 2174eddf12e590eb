using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>Somebody is addressed in a message.</summary>
public sealed record Mention
{
    /// <summary><c>mention</c>.</summary>
    public string? Type { get; set; } = EntityTypes.Mention;

    /// <summary>Who is addressed.</summary>
    public ChannelAccount? Mentioned { get; set; }

    /// <summary>The words of the message that address them, such as <c>&lt;at&gt;BotQA&lt;/at&gt;</c>.</summary>
    public string? Text { get; set; }
}
