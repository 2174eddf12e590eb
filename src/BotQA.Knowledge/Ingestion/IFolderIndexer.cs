using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Keeps the index in step with a folder of documents, and saves it, so that only what changed is read and embedded. One folder for each indexer.</summary>
public interface IFolderIndexer
{
    /// <summary>
    /// Makes searchable what the saved index holds, without a look at the folder. An update does the same first; this is for who has
    /// something to do with it meanwhile.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <returns>What can be searched; null when there is no saved index, or only the beginning of one.</returns>
    /// <exception cref="InvalidOperationException">The indexer was called with another folder before.</exception>
    Task<IngestionReport?> LoadAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the documents of a folder searchable. The first call loads the saved index. Documents that are gone disappear first; one that
    /// fails never stops the rest.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run; what was indexed stays, and the next run continues from there.</param>
    /// <exception cref="KnowledgeFolderException">The folder is missing, can't be listed, or holds no file of a known format.</exception>
    /// <exception cref="InvalidOperationException">The indexer was called with another folder before.</exception>
    Task<IngestionReport> UpdateAsync(string path, IProgress<FolderProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// The same for a folder that may be written to at this moment: a file is left for later until it has stayed the same for a while, the
    /// latest changes come first, and after about a second the rest is put off, so that what changes meanwhile is seen. A folder without
    /// documents is no error.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Ends the run; what was indexed stays.</param>
    /// <exception cref="KnowledgeFolderException">The folder is missing or can't be listed; the index stays as it was.</exception>
    /// <exception cref="InvalidOperationException">The indexer was called with another folder before.</exception>
    Task<IngestionReport> FollowAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Says what an update would do, and does nothing of it. Files that look changed are read, to compare their content.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="KnowledgeFolderException">The folder is missing, can't be listed, or holds no file of a known format.</exception>
    /// <exception cref="InvalidOperationException">The indexer was called with another folder before.</exception>
    Task<FolderChanges> CheckAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>The files of the saved index in the ordinal order of their ids; none when there is no index of the folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InvalidOperationException">The indexer was called with another folder before.</exception>
    Task<IReadOnlyList<IndexedFile>> ListAsync(string path, CancellationToken cancellationToken = default);
}
