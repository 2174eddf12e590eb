using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>How accepted activities are kept until they are answered; bound from <c>Bot:Inbox</c>.</summary>
public sealed class InboxOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Inbox";

    /// <summary>
    /// The folder of the journal, where one is used; it is created, for its owner alone. Each bot needs a folder of its own, which several
    /// hosts of it may share. Default null: <c>botqa-inbox</c> in the temporary folder.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// How old an activity may be that was accepted before this host started, 1 second to 7 days; what is older is logged, not answered, as
    /// nobody waits for it any more. Default 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many turns of an activity may be begun, 1 to 100; one that ended that many hosts is given up. Default 3.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How long an activity that was accepted before waits for the bot to be ready, up to 10 minutes. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
