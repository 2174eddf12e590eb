namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>A file as the index takes it.</summary>
/// <param name="File">What is known of it now.</param>
/// <param name="Documents">Its documents with their vectors; null when its content is as before and only the stamp is new.</param>
/// <param name="RenamedFrom">What was known of it under its old name; null unless it was renamed.</param>
internal sealed record FileUpdate(IndexedFile File, IReadOnlyList<StoredDocument>? Documents, IndexedFile? RenamedFrom);
