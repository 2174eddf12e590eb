using System.ComponentModel.DataAnnotations;

namespace BotQA.Sources;

/// <summary>How links to quotes are made; bound from <c>Sources</c>.</summary>
internal sealed class SourceOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Sources";

    /// <summary>How long a link opens its document, 1 minute to 3,650 days. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(30);
}
