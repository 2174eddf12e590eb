namespace BotQA.Storage;

/// <summary>The names of what a host may do while the database is away, as <c>Storage:Outage</c> gives them.</summary>
internal static class StorageOutage
{
    public const string TryAgain = "try-again";
    public const string LastCopy = "last-copy";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [TryAgain, LastCopy];
}
