using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>What is told of a saved index that can't be used as it is.</summary>
internal static partial class SnapshotLog
{
    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' was made by another version of BotQA or with another model; it is built again.")]
    public static partial void Foreign(this ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' is damaged from byte {Offset} on, perhaps because BotQA was ended while it was written; what is missing is indexed again.")]
    public static partial void Damaged(this ILogger logger, string path, long offset);

    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' can't be read: {Reason} It is built again.")]
    public static partial void Unreadable(this ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Warning, "What the saved index '{Path}' holds of '{File}' can't be understood; the file is indexed again.")]
    public static partial void NotUnderstood(this ILogger logger, string path, string file);

    [LoggerMessage(LogLevel.Debug, "The saved keyword index '{Path}' can't be read; the words are indexed again.")]
    public static partial void NoKeywords(this ILogger logger, Exception exception, string path);

    [LoggerMessage(LogLevel.Information, "Another BotQA keeps the saved index '{Path}'; what is indexed here isn't saved.")]
    public static partial void InUse(this ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "The index can't be saved as '{Path}': {Reason} Every start indexes all documents again. Make the folder writable or set Indexing:Path to another.")]
    public static partial void NotSaved(this ILogger logger, Exception exception, string path, string reason);
}
