using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>
/// The saved index of a folder: a block for each file, added as files are indexed. A later block of a file replaces the earlier one. When
/// more than half has been replaced, the rest is written anew under a temporary name and renamed. One process at a time writes; others
/// read what it wrote.
/// </summary>
internal sealed class IndexSnapshot : IDisposable
{
    /// <summary>Raised when blocks are written differently.</summary>
    private const int FormatVersion = 2;

    private const long SmallWaste = 1 << 20;

    private readonly string _path;
    private readonly string _identity;
    private readonly ILogger _logger;
    private readonly SnapshotBlocks _blocks = new();
    private FileStream? _lock;
    private BlockFile? _file;

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
    public IReadOnlyCollection<string> Ids => _blocks.Ids;

    /// <summary>The bytes of what is saved.</summary>
    public long Bytes => _blocks.Bytes;

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
    /// <param name="id">Its id.</param>
    /// <param name="memory">Keeps the sentences' embeddings.</param>
    /// <param name="take">Offered each chunk; those that it takes are given without their vectors.</param>
    public (IndexedFile File, IReadOnlyList<StoredDocument> Documents)? Read(string id, ByteArena memory, TakeChunk take)
    {
        try
        {
            return _file!.Read(_blocks[id], content => FileBlock.Read(new BlockReader(content[sizeof(BlockKind)..]), memory, take));
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or InvalidOperationException)
        {
            _logger.NotUnderstood(_path, id);
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
        if (_blocks.TryGet(file.Id, out var block))
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
        if (_blocks.TryGet(id, out _))
        {
            var writer = new BlockWriter();
            writer.Value(BlockKind.Removal);
            writer.Text(id);
            _file!.Append(writer.Written);
            _blocks.Remove(id);
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
            _logger.NoKeywords(exception, KeywordsPath);
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

        if (!_blocks.IsDirty)
        {
            return;
        }

        if (_file!.End - _blocks.Bytes > Math.Max(SmallWaste, _blocks.Bytes))
        {
            Rewrite();
        }
        else
        {
            _file.Flush();
        }

        _blocks.IsDirty = false;
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
            _logger.InUse(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _logger.NotSaved(exception, _path, exception.Message);
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
            var header = Header();
            var entries = _file.Scan(content => Entry.Of(content, header));
            var isOurs = entries is [{ Made.Kind: BlockKind.Header }, ..];
            foreach (var (block, entry) in isOurs ? entries : [])
            {
                Take(block, entry);
            }

            if (!isOurs)
            {
                _logger.Foreign(_path);
                Close();
            }
            else if (_file.IsDamaged && _lock is not null)
            {
                _logger.Damaged(_path, _file.End);
            }

            _blocks.IsDirty = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _logger.Unreadable(_path, exception.Message);
            Close();
        }
    }

    private void Take(BlockRange block, Entry entry)
    {
        switch (entry)
        {
            case { Kind: BlockKind.File, Id: { } id }:
                _blocks.Put(id, block);
                break;
            case { Kind: BlockKind.Removal, Id: { } id }:
                _blocks.Remove(id);
                break;
            case { Kind: BlockKind.Header or BlockKind.Completion }:
                _blocks.Add(block);
                WasComplete |= entry.Kind == BlockKind.Completion;
                break;
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
                _blocks.Add(_file.Append(Header()));
            }

            save();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _logger.NotSaved(exception, _path, exception.Message);
            _lock.Dispose();
            _lock = null;
        }
    }

    private void Append(string id, ReadOnlySpan<byte> content) => _blocks.Put(id, _file!.Append(content));

    private void AppendCompletion(BlockFile file)
    {
        var writer = new BlockWriter();
        writer.Value(BlockKind.Completion);
        _blocks.Add(file.Append(writer.Written));
        WasComplete = true;
    }

    private void Rewrite()
    {
        var temporary = _path + ".tmp";
        using (var file = BlockFile.Create(temporary))
        {
            file.Append(Header());
            foreach (var block in _blocks.OfFiles)
            {
                _file!.Read(block, content => file.Append(content));
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
        WasComplete = false;
    }

    /// <summary>What a block is, and of which file.</summary>
    private readonly record struct Entry(BlockKind Kind, string? Id)
    {
        /// <summary>Reads how a block begins; a block of no known kind for one that doesn't begin like any.</summary>
        public static Entry Of(ReadOnlySpan<byte> content, ReadOnlySpan<byte> header)
        {
            try
            {
                var reader = new BlockReader(content);
                return reader.Value<BlockKind>() switch
                {
                    BlockKind.Header => new Entry(content.SequenceEqual(header) ? BlockKind.Header : default, null),
                    BlockKind.Completion => new Entry(BlockKind.Completion, null),
                    var kind => new Entry(kind, reader.Text()),
                };
            }
            catch (Exception exception) when (exception is ArgumentException or OverflowException)
            {
                return default;
            }
        }
    }
}
