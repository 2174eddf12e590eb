using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>The index of a folder: what is known of its files, and their documents. Written to by one at a time; vectors may be looked up meanwhile.</summary>
internal interface IFolderIndex : IDisposable
{
    /// <summary>The files by their ids.</summary>
    IReadOnlyDictionary<string, IndexedFile> Files { get; }

    /// <summary>Whether the index was saved as that of the whole folder once, and not just the beginning of one.</summary>
    bool WasComplete { get; }

    /// <summary>Makes searchable what was saved.</summary>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Takes files in and removes others, in one step.</summary>
    Task ApplyAsync(IReadOnlyList<FileUpdate> updates, IReadOnlyList<IndexedFile> removed, CancellationToken cancellationToken);

    /// <summary>Makes what was saved last.</summary>
    /// <param name="isWhole">Whether it is the index of the whole folder.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task CompleteAsync(bool isWhole, CancellationToken cancellationToken);

    /// <summary>Finds chunks with the given content, with their vectors, as far as the index holds them.</summary>
    Task<IReadOnlyDictionary<ContentHash, KnowledgeChunk>> FindAsync(IEnumerable<ContentHash> hashes, CancellationToken cancellationToken);

    /// <summary>The chunks of a document with their vectors, by their positions.</summary>
    Task<IReadOnlyDictionary<int, KnowledgeChunk>> ChunksAsync(IndexedDocument document, CancellationToken cancellationToken);

    /// <summary>What can be searched now, and what can't be used.</summary>
    IngestionReport Report() => IngestionReport.Of(Files.Values);
}
