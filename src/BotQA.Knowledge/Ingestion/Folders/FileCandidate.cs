using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>A file that may have changed.</summary>
/// <param name="File">The file.</param>
/// <param name="Stamp">Its stamp when the folder was listed.</param>
/// <param name="Known">What is known of it; null for a new one.</param>
internal sealed record FileCandidate(KnowledgeFile File, FileStamp Stamp, IndexedFile? Known);
