namespace BotQA.Knowledge.Ingestion;

/// <summary>What a run of indexing did.</summary>
/// <param name="Documents">Documents that can be searched now.</param>
/// <param name="Chunks">Their chunks.</param>
/// <param name="Failures">The sources that couldn't be indexed: of a folder in the ordinal order of their ids, else in the order they came.</param>
public sealed record IngestionReport(int Documents, int Chunks, IReadOnlyList<DocumentFailure> Failures)
{
    /// <summary>What an update of a folder found changed; nothing for documents that came otherwise.</summary>
    public FolderChanges Changes { get; init; } = new();

    /// <summary>The chunks that had to be embedded; the vectors of others were known. 0 for documents that didn't come from a folder.</summary>
    public int EmbeddedChunks { get; init; }

    /// <summary>The changed files that were put off, since they were still being written or others came first.</summary>
    public int Postponed { get; init; }

    /// <summary>What can be searched of files, and what can't be used.</summary>
    internal static IngestionReport Of(IEnumerable<IndexedFile> files)
    {
        var documents = files.SelectMany(file => file.Documents).ToList();
        return new IngestionReport(
            documents.Count(document => document.Failure is null),
            documents.Sum(document => document.Chunks),
            [.. documents.Where(document => document.Failure is not null)
                .OrderBy(document => document.Id, StringComparer.Ordinal)
                .Select(document => new DocumentFailure(document.Id, document.Failure!))]);
    }
}
