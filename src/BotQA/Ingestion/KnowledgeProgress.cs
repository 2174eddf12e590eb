namespace BotQA.Ingestion;

/// <summary>How far the loading of a folder has come.</summary>
/// <param name="Done">Files that are searchable now.</param>
/// <param name="Total">Files that can be read.</param>
internal readonly record struct KnowledgeProgress(int Done, int Total);
