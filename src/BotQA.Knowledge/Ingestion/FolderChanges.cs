namespace BotQA.Knowledge.Ingestion;

/// <summary>How a folder differs from its index, or differed before an update. Each list is in the ordinal order of its ids.</summary>
public sealed record FolderChanges
{
    /// <summary>New files.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Files with another content than before.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Files with the same content that are read again, because BotQA's readers or their settings changed or the file couldn't be read before.</summary>
    public IReadOnlyList<string> ReadAgain { get; init; } = [];

    /// <summary>Files that have another name than before.</summary>
    public IReadOnlyList<FileRename> Renamed { get; init; } = [];

    /// <summary>Files that are gone.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>The number of files that are as before.</summary>
    public int Unchanged { get; init; }

    /// <summary>Whether the index is that of the folder.</summary>
    public bool AreNone => Added.Count + Changed.Count + ReadAgain.Count + Renamed.Count + Removed.Count == 0;
}
