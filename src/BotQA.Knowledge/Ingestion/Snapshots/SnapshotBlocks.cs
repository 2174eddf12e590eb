namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Which blocks of a snapshot count: the latest of each file, and those that belong to no file.</summary>
internal sealed class SnapshotBlocks
{
    private readonly Dictionary<string, BlockRange> _ofFiles = new(StringComparer.Ordinal);

    /// <summary>The ids of the files.</summary>
    public IReadOnlyCollection<string> Ids => _ofFiles.Keys;

    /// <summary>The blocks of the files, in their order in the snapshot.</summary>
    public IEnumerable<BlockRange> OfFiles => _ofFiles.Values.OrderBy(block => block.Offset);

    /// <summary>The bytes of the blocks that count; the others are waste.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether anything changed since this was last set to false.</summary>
    public bool IsDirty { get; set; }

    public BlockRange this[string id] => _ofFiles[id];

    public bool TryGet(string id, out BlockRange block) => _ofFiles.TryGetValue(id, out block);

    /// <summary>Counts a block that belongs to no file.</summary>
    public void Add(BlockRange block)
    {
        Bytes += block.Total;
        IsDirty = true;
    }

    /// <summary>Counts a block of a file, in place of an earlier one.</summary>
    public void Put(string id, BlockRange block)
    {
        Remove(id);
        _ofFiles[id] = block;
        Add(block);
    }

    /// <summary>Forgets a file, if it is known.</summary>
    public void Remove(string id)
    {
        if (_ofFiles.Remove(id, out var block))
        {
            Bytes -= block.Total;
            IsDirty = true;
        }
    }

    public void Clear()
    {
        _ofFiles.Clear();
        Bytes = 0;
    }
}
