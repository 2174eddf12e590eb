namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>What the file system says of a file without reading it. Equal stamps, equal content, unless it changed within the clock's resolution.</summary>
/// <param name="Size">Its bytes; -1 when there is no such file, or it can't be looked at.</param>
/// <param name="Modified">When it was last written.</param>
internal readonly record struct FileStamp(long Size, DateTime Modified)
{
    /// <summary>FAT keeps times in steps of two seconds; no other file system is coarser.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(2);

    /// <summary>The stamp of the file that a path, or the link there, leads to.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            FileSystemInfo? info = new FileInfo(path);
            if (info.Exists && info.Attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null)
            {
                info = info.ResolveLinkTarget(returnFinalTarget: true);
            }

            return info is FileInfo { Exists: true } file ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(-1, default);
        }
    }

    /// <summary>Whether a later change is sure to show in the stamp: the file wasn't written just before it was read.</summary>
    /// <param name="read">When the reading began.</param>
    public bool IsTrustedAt(DateTimeOffset read) => read.UtcDateTime - Modified > Resolution;
}
