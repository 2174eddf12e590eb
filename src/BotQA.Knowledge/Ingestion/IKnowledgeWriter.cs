namespace BotQA.Knowledge.Ingestion;

/// <summary>Makes documents searchable with their chunks, or no longer.</summary>
internal interface IKnowledgeWriter
{
    /// <summary>Adds documents, replacing those with the same ids, and removes others.</summary>
    /// <param name="documents">The documents to add; of several with one id the last counts.</param>
    /// <param name="removed">The ids of documents to remove, as far as they exist and none to add has them.</param>
    /// <param name="cancellationToken">Ends the work before anything is changed.</param>
    Task ReplaceAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyCollection<string> removed, CancellationToken cancellationToken);
}
