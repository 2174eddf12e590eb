using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>How turns are queued and run; bound from <c>Bot:Turns</c>.</summary>
public sealed class TurnOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Turns";

    /// <summary>The most turns waiting and running; beyond it callers are told 503. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; set; } = 1_000;

    /// <summary>The most turns of one conversation waiting and running; beyond it callers are told 429. Default 20.</summary>
    [Range(1, 10_000)]
    public int ConversationCapacity { get; set; } = 20;

    /// <summary>The most turns running at a time. Default 32, as turns mostly wait for a channel or a model.</summary>
    [Range(1, 1_024)]
    public int Workers { get; set; } = 32;

    /// <summary>The longest a turn may run, 1 second to 1 hour. Default 3 minutes, which is more than Teams grants a streamed answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a shutdown waits for accepted turns, up to 10 minutes. Default 25 seconds, within the host's own 30.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>What refused callers are told to wait, 1 second to 1 hour. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What the user is told when a turn fails.</summary>
    [Required]
    public string ErrorText { get; set; } = "Sorry, something went wrong while I was working on that. Please try again.";

    /// <summary>
    /// Called when a turn fails, to tell the user; null sends <see cref="ErrorText"/>. Not called when the host stops. An exception of its
    /// own is logged and ends there.
    /// </summary>
    public Func<ITurnContext, Exception, CancellationToken, Task>? OnTurnError { get; set; }
}
