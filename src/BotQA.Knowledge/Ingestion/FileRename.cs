namespace BotQA.Knowledge.Ingestion;

/// <summary>A file that was renamed or moved within the folder.</summary>
/// <param name="From">The id it had.</param>
/// <param name="To">The id it has.</param>
public sealed record FileRename(string From, string To);
