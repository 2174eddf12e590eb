namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// Tells when the bot can answer as it should. Activities that were accepted before this host started, or that another host could take, wait
/// for it for <see cref="InboxOptions.ReadyTimeout"/>.
/// </summary>
public interface IBotReadiness
{
    /// <summary>Ends when the bot is ready, or never will be.</summary>
    Task Ready { get; }
}
