using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>What has to be looked into to bring the index in step with a folder.</summary>
/// <param name="Candidates">The files that may have changed, in the order of the listing.</param>
/// <param name="Removed">The files that are gone.</param>
/// <param name="Unchanged">The number of files that are as before.</param>
internal sealed record FolderPlan(IReadOnlyList<FileCandidate> Candidates, IReadOnlyList<IndexedFile> Removed, int Unchanged)
{
    /// <summary>Compares a listing with what is known, without reading any file.</summary>
    /// <param name="listing">The folder.</param>
    /// <param name="known">The files of the index by id.</param>
    /// <param name="reading">By which readers and settings files are read now.</param>
    public static FolderPlan Of(KnowledgeFolderListing listing, IReadOnlyDictionary<string, IndexedFile> known, ContentHash reading)
    {
        var candidates = new List<FileCandidate>();
        foreach (var file in listing.Files)
        {
            var stamp = FileStamp.Of(file.Path);
            var indexed = known.GetValueOrDefault(file.Id);
            if (indexed is not { Hash: not null, IsStampTrusted: true } || indexed.Stamp != stamp || indexed.Reading != reading)
            {
                candidates.Add(new FileCandidate(file, stamp, indexed));
            }
        }

        // What lies in a folder that can't be looked into at the moment isn't gone.
        var present = listing.Files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        var removed = known.Values.Where(file =>
            !present.Contains(file.Id) && !listing.Failures.Any(failure => file.Id.StartsWith(failure.Id, StringComparison.Ordinal)));
        return new FolderPlan(candidates, [.. removed], listing.Files.Count - candidates.Count);
    }
}
