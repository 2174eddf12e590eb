namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>A file that was looked into.</summary>
/// <param name="Candidate">The file as it was listed.</param>
/// <param name="File">What is known of it now.</param>
/// <param name="Documents">Its documents with chunks that have no vectors yet; null when its content is as before.</param>
/// <param name="Memory">What it takes of the memory for files on their way; to be disposed of when it is published.</param>
internal sealed record ReadFile(FileCandidate Candidate, IndexedFile File, IReadOnlyList<StoredDocument>? Documents, IDisposable Memory)
{
    public int Chunks => Documents?.Sum(document => document.Chunks.Count) ?? 0;
}
