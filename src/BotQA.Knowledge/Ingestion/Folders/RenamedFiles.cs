namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Files that are gone and may be among the new ones under another name: for that one of these has to be of their size.</summary>
internal sealed class RenamedFiles
{
    private readonly HashSet<IndexedFile> _files;
    private readonly List<IndexedFile> _taken = [];

    /// <summary>Finds the files that may be renamed.</summary>
    /// <param name="removed">The files that are gone.</param>
    /// <param name="added">The files that may have changed, new ones among them.</param>
    public RenamedFiles(IEnumerable<IndexedFile> removed, IEnumerable<FileCandidate> added)
    {
        var sizes = added.Where(candidate => candidate.Known is null).Select(candidate => candidate.Stamp.Size).ToHashSet();
        _files = [.. removed.Where(file => file.Hash is not null && sizes.Contains(file.Size))];
    }

    /// <summary>The files whose new name wasn't found yet.</summary>
    public IReadOnlyCollection<IndexedFile> Files => _files;

    /// <summary>The files whose new name was found.</summary>
    public IReadOnlyCollection<IndexedFile> Taken => _taken;

    /// <summary>The file that a new one is under another name, or null. Each is given once.</summary>
    public IndexedFile? Take(FileCandidate added, ContentHash? hash)
    {
        var found = added.Known is null && hash is not null
            ? _files.Where(file => file.Hash == hash).MinBy(file => file.Id, StringComparer.Ordinal)
            : null;
        if (found is not null)
        {
            _files.Remove(found);
            _taken.Add(found);
        }

        return found;
    }
}
