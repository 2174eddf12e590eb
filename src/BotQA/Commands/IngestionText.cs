using BotQA.Knowledge.Ingestion;

namespace BotQA.Commands;

/// <summary>What indexing did, as one line.</summary>
internal static class IngestionText
{
    public static string Of(IngestionReport report, string path)
    {
        var failures = report.Failures.Count > 0 ? $" {Count(report.Failures.Count, "file")} could not be used." : "";
        return $"Indexed {Count(report.Documents, "document")} in {Count(report.Chunks, "chunk")} from {path}.{failures}";
    }

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) => FormattableString.Invariant($"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
