using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>
/// The saved index of a folder: a block for each file, added as files are indexed. A later block of a file replaces the earlier one. When
/// more than half has been replaced, the rest is written anew under a temporary name and renamed. One process at a time writes; others
/// read what it wrote.
/// </summary>
internal sealed partial class IndexSnapshot : IDisposable
{
    /// <summary>Raised when blocks are written differently.</summary>
    private const int FormatVersion = 1;

    private const long SmallWaste = 1 << 20;

    private readonly string _path;
    private readonly string _identity;
    private readonly ILogger _logger;
    private readonly Dictionary<string, BlockRange> _blocks = new(StringComparer.Ordinal);
    private FileStream? _lock;
    private BlockFile? _file;
    private long _usedBytes;
    private bool _isDirty;

    private IndexSnapshot(string path, string identity, ILogger logger)
    {
        _path = path;
        _identity = identity;
        _logger = logger;
    }

    private enum BlockKind : byte
    {
        Header = 1,
        File = 2,
        Removal = 3,
        Completion = 4,
    }

    /// <summary>Whether the index was saved as that of a whole folder once. Later changes may be missing.</summary>
    public bool WasComplete { get; private set; }

    /// <summary>The ids of the saved files.</summary>
    public IReadOnlyCollection<string> Ids => _blocks.Keys;

    /// <summary>
    /// Opens the index saved at a path. What is damaged or was made otherwise is left out with a warning; where nothing can be saved a
    /// warning says so, and the index lives in memory alone.
    /// </summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="identity">Names what the saved vectors depend on; an index with another one is of no use.</param>
    /// <param name="logger">Takes the warnings.</param>
    public static IndexSnapshot Open(string path, string identity, ILogger logger)
    {
        var snapshot = new IndexSnapshot(path, identity, logger);
        snapshot.TryLock();
        snapshot.TryRead();
        return snapshot;
    }

    /// <summary>Reads a saved file; null when its block can't be understood.</summary>
    public (IndexedFile File, IReadOnlyList<StoredDocument> Documents)? Read(string id)
    {
        try
        {
            return FileBlock.Read(new BlockReader(_file!.Read(_blocks[id]).AsSpan(1)));
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or InvalidOperationException)
        {
            LogNotUnderstood(_path, id);
            return null;
        }
    }

    /// <summary>Saves a file with its documents.</summary>
    public void Put(IndexedFile file, IReadOnlyList<StoredDocument> documents) => TrySave(() =>
    {
        var writer = new BlockWriter();
        writer.Value(BlockKind.File);
        FileBlock.Write(writer, file, documents);
        Append(file.Id, writer.Written);
    });

    /// <summary>Saves that a file with the content that is saved has another stamp.</summary>
    public void PutStamp(IndexedFile file) => TrySave(() =>
    {
        if (_blocks.TryGetValue(file.Id, out var block))
        {
            var content = _file!.Read(block);
            var writer = new BlockWriter();
            FileBlock.WriteStamp(writer, file);
            writer.Written.CopyTo(content.AsSpan(sizeof(BlockKind) + FileBlock.StampOffset(file.Id)));
            Append(file.Id, content);
        }
    });

    /// <summary>Saves that a file is gone.</summary>
    public void Remove(string id) => TrySave(() =>
    {
        if (_blocks.ContainsKey(id))
        {
            var writer = new BlockWriter();
            writer.Value(BlockKind.Removal);
            writer.Text(id);
            _file!.Append(writer.Written);
            Forget(id);
        }
    });

    /// <summary>Saves the keyword index of the chunks.</summary>
    public void PutKeywords(SavedKeywords keywords) => TrySave(() => KeywordsFile.Write(KeywordsPath, keywords));

    /// <summary>The saved keyword index; null when there is none of use.</summary>
    public SavedKeywords? ReadKeywords()
    {
        try
        {
            return KeywordsFile.Read(KeywordsPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoKeywords(exception, KeywordsPath);
            return null;
        }
    }

    /// <summary>Makes sure that what was saved outlives a loss of power, and gives back the space of what was replaced.</summary>
    /// <param name="isWhole">Whether all files of the folder are saved.</param>
    public void Complete(bool isWhole) => TrySave(() =>
    {
        if (isWhole && !WasComplete)
        {
            AppendCompletion(_file!);
        }

        if (!_isDirty)
        {
            return;
        }

        if (_file!.End - _usedBytes > Math.Max(SmallWaste, _usedBytes))
        {
            Rewrite();
        }
        else
        {
            _file.Flush();
        }

        _isDirty = false;
    });

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    private string KeywordsPath => _path + ".keywords";

    private void TryLock()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _lock = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(_path + ".lock"))
        {
            LogInUse(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(exception, _path, exception.Message);
        }
    }

    private void TryRead()
    {
        if (!File.Exists(_path))
        {
            return;
        }

        try
        {
            _file = BlockFile.Open(_path, canWrite: _lock is not null);
            var isOurs = false;
            var isFirst = true;
            _file.Scan((block, content) =>
            {
                isOurs = isFirst ? content.SequenceEqual(Header()) : isOurs;
                isFirst = false;
                if (isOurs)
                {
                    Take(block, content);
                }
            });
            if (!isOurs)
            {
                LogForeign(_path);
                Close();
            }
            else if (_file.IsDamaged && _lock is not null)
            {
                LogDamaged(_path, _file.End);
            }

            _isDirty = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(_path, exception.Message);
            Close();
        }
    }

    private void Take(BlockRange block, ReadOnlySpan<byte> content)
    {
        var reader = new BlockReader(content);
        var kind = reader.Value<BlockKind>();
        if (kind is BlockKind.Header or BlockKind.Completion)
        {
            _usedBytes += block.Total;
            WasComplete |= kind == BlockKind.Completion;
            return;
        }

        var id = reader.Text()!;
        Forget(id);
        if (kind == BlockKind.File)
        {
            Remember(id, block);
        }
    }

    private byte[] Header()
    {
        var writer = new BlockWriter();
        writer.Value(BlockKind.Header);
        writer.Text("BotQA index");
        writer.Value(FormatVersion);
        writer.Text(_identity);
        return writer.Written.ToArray();
    }

    private void TrySave(Action save)
    {
        if (_lock is null)
        {
            return;
        }

        try
        {
            if (_file is null)
            {
                _file = BlockFile.Create(_path);
                _usedBytes += _file.Append(Header()).Total;
            }

            save();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(exception, _path, exception.Message);
            _lock.Dispose();
            _lock = null;
        }
    }

    private void Append(string id, ReadOnlySpan<byte> content)
    {
        var block = _file!.Append(content);
        Forget(id);
        Remember(id, block);
    }

    private void AppendCompletion(BlockFile file)
    {
        var writer = new BlockWriter();
        writer.Value(BlockKind.Completion);
        _usedBytes += file.Append(writer.Written).Total;
        WasComplete = true;
        _isDirty = true;
    }

    private void Remember(string id, BlockRange block)
    {
        _blocks[id] = block;
        _usedBytes += block.Total;
        _isDirty = true;
    }

    private void Forget(string id)
    {
        if (_blocks.Remove(id, out var block))
        {
            _usedBytes -= block.Total;
            _isDirty = true;
        }
    }

    private void Rewrite()
    {
        var temporary = _path + ".tmp";
        using (var file = BlockFile.Create(temporary))
        {
            file.Append(Header());
            foreach (var block in _blocks.Values.OrderBy(block => block.Offset))
            {
                file.Append(_file!.Read(block));
            }

            if (WasComplete)
            {
                AppendCompletion(file);
            }

            file.Flush();
        }

        // Windows doesn't rename over a file that is open.
        Close();
        File.Move(temporary, _path, overwrite: true);
        TryRead();
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
        _blocks.Clear();
        _usedBytes = 0;
        WasComplete = false;
    }

    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' was made by another version of BotQA or with another model; it is built again.")]
    private partial void LogForeign(string path);

    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' is damaged from byte {Offset} on, perhaps because BotQA was ended while it was written; what is missing is indexed again.")]
    private partial void LogDamaged(string path, long offset);

    [LoggerMessage(LogLevel.Warning, "The saved index '{Path}' can't be read: {Reason} It is built again.")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(LogLevel.Warning, "What the saved index '{Path}' holds of '{File}' can't be understood; the file is indexed again.")]
    private partial void LogNotUnderstood(string path, string file);

    [LoggerMessage(LogLevel.Debug, "The saved keyword index '{Path}' can't be read; the words are indexed again.")]
    private partial void LogNoKeywords(Exception exception, string path);

    [LoggerMessage(LogLevel.Information, "Another BotQA keeps the saved index '{Path}'; what is indexed here isn't saved.")]
    private partial void LogInUse(string path);

    [LoggerMessage(LogLevel.Warning, "The index can't be saved as '{Path}': {Reason} Every start indexes all documents again. Make the folder writable or set Indexing:Path to another.")]
    private partial void LogNotSaved(Exception exception, string path, string reason);
}
