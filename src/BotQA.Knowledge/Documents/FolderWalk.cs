namespace BotQA.Knowledge.Documents;

/// <summary>The files below a folder that aren't hidden, each real folder visited once.</summary>
internal sealed class FolderWalk
{
    private readonly List<KnowledgeFile> _files = [];
    private readonly List<DocumentReadResult> _failures = [];
    private readonly List<string> _visitedRoots = [];

    private FolderWalk()
    {
    }

    public IReadOnlyList<KnowledgeFile> Files => _files;

    public IReadOnlyList<DocumentReadResult> Failures => _failures;

    /// <summary>Why the folder itself couldn't be listed, or null.</summary>
    public Exception? RootFailure { get; private set; }

    public static FolderWalk Through(string folder)
    {
        var walk = new FolderWalk();
        walk._visitedRoots.Add(RealPath(folder));
        walk.Visit(new DirectoryInfo(folder), "");
        walk._files.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        walk._failures.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return walk;
    }

    private void Visit(DirectoryInfo folder, string prefix)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (prefix.Length == 0)
            {
                RootFailure = exception;
            }
            else
            {
                AddFailure(prefix, exception);
            }

            return;
        }

        // Sorted, so that of two links to one folder it is always the same one that counts.
        foreach (var entry in entries.Where(e => !IsHidden(e)).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var id = prefix + entry.Name;
            if (entry is not DirectoryInfo subfolder)
            {
                _files.Add(new KnowledgeFile(id, entry.FullName));
            }
            else if (subfolder.LinkTarget is null || LeadsToNewFolder(subfolder, id))
            {
                Visit(subfolder, id + "/");
            }
        }
    }

    private bool LeadsToNewFolder(DirectoryInfo link, string id)
    {
        string target;
        try
        {
            target = RealPath(link.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            AddFailure(id + "/", exception);
            return false;
        }

        if (_visitedRoots.Any(root => IsWithin(target, root) || IsWithin(root, target)))
        {
            return false;
        }

        _visitedRoots.Add(target);
        return true;
    }

    private void AddFailure(string id, Exception exception) => _failures.Add(DocumentReadResult.Failed(
        id, $"The folder can't be looked into: {exception.Message} Let the account that runs BotQA read it, or move it away."));

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || (entry.Attributes & (FileAttributes.Hidden | FileAttributes.System)) is not 0;

    private static bool IsWithin(string path, string folder) =>
        path.Equals(folder, StringComparison.Ordinal) || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link in it resolved, so that two ways to one folder compare as equal.</summary>
    private static string RealPath(string path)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var target = Directory.ResolveLinkTarget(real, returnFinalTarget: true);
            if (target is not null)
            {
                // A target may itself lie below a link.
                real = RealPath(target.FullName);
            }
        }

        return real;
    }
}
