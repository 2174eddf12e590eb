using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Reads, hashes and chunks one file of a folder.</summary>
/// <param name="folder">Reads the documents.</param>
/// <param name="encoder">Cuts them.</param>
/// <param name="reading">By which readers and settings files are read.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderFileReader(KnowledgeFolder folder, DocumentEncoder encoder, ContentHash reading, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Looks into a file.</summary>
    /// <param name="candidate">The file.</param>
    /// <param name="mustBeStill">Whether a file that changes meanwhile, or can't be opened at this moment, is left for later.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What is known of the file now, and its documents unless its content is as before; null for later.</returns>
    public async Task<(IndexedFile File, IReadOnlyList<StoredDocument>? Documents)?> ReadAsync(
        FileCandidate candidate, bool mustBeStill, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var began = time.GetUtcNow();
            var stamp = FileStamp.Of(candidate.File.Path);
            var loaded = await folder.LoadAsync(candidate.File, cancellationToken);
            var isStill = FileStamp.Of(candidate.File.Path) == stamp && (!mustBeStill || stamp == candidate.Stamp);
            if (mustBeStill && (!isStill || (loaded.IsPassing && candidate.Known is { Hash: not null })))
            {
                return null;
            }

            if (isStill || attempt == Attempts)
            {
                var file = new IndexedFile
                {
                    Id = candidate.File.Id,
                    Indexed = began,
                    Documents = [],
                    Stamp = stamp,
                    IsStampTrusted = isStill && stamp.IsTrustedAt(began),
                    Hash = loaded.Content is { } content ? ContentHash.Of(content.GetBuffer().AsSpan(0, (int)content.Length)) : null,
                    Reading = reading,
                };
                return await ReadAsync(candidate.Known, file, loaded, cancellationToken);
            }
        }
    }

    private async Task<(IndexedFile File, IReadOnlyList<StoredDocument>? Documents)> ReadAsync(
        IndexedFile? known, IndexedFile file, LoadedFile loaded, CancellationToken cancellationToken)
    {
        if (known is { Hash: not null } && known.Hash == file.Hash && known.Reading == reading)
        {
            return (known with { Stamp = file.Stamp, IsStampTrusted = file.IsStampTrusted }, null);
        }

        var results = await folder.ReadAsync(loaded, cancellationToken);
        var documents = new List<StoredDocument>();
        var entries = new List<IndexedDocument>();
        foreach (var result in results)
        {
            if (!result.Succeeded)
            {
                entries.Add(new IndexedDocument { Id = result.Id, Failure = result.Failure });
            }
            else if (encoder.Cut(result.Document) is { Count: > 0 } chunks)
            {
                documents.Add(new StoredDocument(result.Document, chunks));
                entries.Add(new IndexedDocument
                {
                    Id = result.Id,
                    Title = result.Document.Title,
                    Characters = result.Document.Text.Length,
                    ChunkHashes = [.. chunks.Select(ContentHash.Of)],
                });
            }
            else
            {
                entries.Add(new IndexedDocument { Id = result.Id, Failure = DocumentEncoder.NoText });
            }
        }

        return (file with { Documents = entries }, documents);
    }
}
