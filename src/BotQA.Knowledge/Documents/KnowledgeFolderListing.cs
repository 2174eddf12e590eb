namespace BotQA.Knowledge.Documents;

/// <summary>What a knowledge folder holds, hidden files and folders left out. Each list is in the ordinal order of its ids.</summary>
/// <param name="Files">The files of a format that can be read.</param>
/// <param name="Skipped">The ids of files of other formats.</param>
/// <param name="Failures">The subfolders that couldn't be looked into, and why.</param>
public sealed record KnowledgeFolderListing(
    IReadOnlyList<KnowledgeFile> Files,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<DocumentReadResult> Failures);
