using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>How channels are called; bound from <c>Bot:Connector</c>.</summary>
public sealed class ConnectorOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Connector";

    /// <summary>How long one attempt may take, 1 second to 5 minutes. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call may take with all its attempts and waits, 1 second to 10 minutes. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a call is tried again after 429, 412, 502 or 504, 1 to 10. Default 4.</summary>
    [Range(1, 10)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>The wait before the first retry; it doubles with each, with jitter, unless the channel says how long. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a send waits for its place within Teams' limits of a conversation, up to 5 minutes. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan MaxThrottleDelay { get; set; } = TimeSpan.FromMinutes(1);
}
