namespace BotQA.ActivityProtocol.Schema;

/// <summary>The ids of channels.</summary>
public static class Channels
{
    /// <summary>Microsoft Teams, and the Microsoft 365 Agents Playground in its default mode.</summary>
    public const string MsTeams = "msteams";

    /// <summary>Direct Line.</summary>
    public const string DirectLine = "directline";

    /// <summary>Web Chat.</summary>
    public const string WebChat = "webchat";

    /// <summary>The Bot Framework Emulator and the Playground in that mode.</summary>
    public const string Emulator = "emulator";
}
