namespace BotQA.Knowledge.Ingestion;

/// <summary>How far the update of a folder has come.</summary>
/// <param name="Files">Files looked into and, where they changed, searchable.</param>
/// <param name="TotalFiles">Files to look into.</param>
/// <param name="Bytes">The bytes of <paramref name="Files"/>.</param>
/// <param name="TotalBytes">The bytes of <paramref name="TotalFiles"/>.</param>
/// <param name="Chunks">The chunks made of them.</param>
public readonly record struct FolderProgress(int Files, int TotalFiles, long Bytes, long TotalBytes, int Chunks);
