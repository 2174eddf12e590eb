using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>What the endpoint for activities takes in; bound from <c>Bot:Endpoint</c>.</summary>
public sealed class BotEndpointOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Endpoint";

    /// <summary>The longest body in bytes, 1 KB to 16 MB. Default 256 KB, as Teams' own limit is 100 KB.</summary>
    [Range(1_024, 16 * 1_024 * 1_024)]
    public int MaxBodyBytes { get; set; } = 256 * 1_024;

    /// <summary>How long an activity is remembered so that it isn't processed twice, 1 minute to 1 day. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The most activities remembered; beyond it the oldest are forgotten. Default 50,000, which takes about 10 MB.</summary>
    [Range(1, 10_000_000)]
    public int DuplicateCapacity { get; set; } = 50_000;
}
