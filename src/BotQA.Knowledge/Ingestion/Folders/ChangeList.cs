namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Notes how the files of a folder differ from what was known of them.</summary>
internal sealed class ChangeList(int unchanged)
{
    private readonly List<string> _added = [];
    private readonly List<string> _changed = [];
    private readonly List<string> _readAgain = [];
    private readonly List<FileRename> _renamed = [];
    private readonly List<string> _removed = [];
    private int _unchanged = unchanged;

    /// <summary>Notes a file that was looked into.</summary>
    /// <param name="id">The file.</param>
    /// <param name="known">What was known of it; null for a new one.</param>
    /// <param name="hash">The hash of its content now; null when it can't be had.</param>
    /// <param name="reading">By which readers and settings files are read now.</param>
    /// <param name="renamedFrom">What was known of it under another name; null unless it was renamed.</param>
    public void Add(string id, IndexedFile? known, ContentHash? hash, ContentHash reading, IndexedFile? renamedFrom)
    {
        if (renamedFrom is not null)
        {
            _renamed.Add(new FileRename(renamedFrom.Id, id));
        }
        else if (known is null)
        {
            _added.Add(id);
        }
        else if (known.Hash is not null && known.Hash != hash)
        {
            _changed.Add(id);
        }
        else if (known.Hash != hash || known.Reading != reading)
        {
            _readAgain.Add(id);
        }
        else
        {
            _unchanged++;
        }
    }

    /// <summary>Notes files that are gone.</summary>
    public void Remove(IEnumerable<IndexedFile> files) => _removed.AddRange(files.Select(file => file.Id));

    public FolderChanges ToChanges() => new()
    {
        Added = [.. _added.Order(StringComparer.Ordinal)],
        Changed = [.. _changed.Order(StringComparer.Ordinal)],
        ReadAgain = [.. _readAgain.Order(StringComparer.Ordinal)],
        Renamed = [.. _renamed.OrderBy(rename => rename.To, StringComparer.Ordinal)],
        Removed = [.. _removed.Order(StringComparer.Ordinal)],
        Unchanged = _unchanged,
    };
}
