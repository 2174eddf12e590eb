using System.Diagnostics;

namespace BotQA.Telemetry;

/// <summary>The names under which BotQA reports what it does.</summary>
internal static class BotQATelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "BotQA";

    /// <summary>The source of the spans, one a question.</summary>
    public static ActivitySource Source { get; } = new(Name);
}
