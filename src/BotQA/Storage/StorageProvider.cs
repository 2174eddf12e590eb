namespace BotQA.Storage;

/// <summary>The names of the places where the knowledge base can be kept, as <c>Storage:Provider</c> gives them.</summary>
internal static class StorageProvider
{
    public const string Memory = "memory";
    public const string Postgres = "postgres";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Memory, Postgres];
}
