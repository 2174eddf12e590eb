namespace BotQA.Knowledge.Storage.Collections;

/// <summary>An unchanging view of a segment: how many of its rows exist and which of those are deleted.</summary>
internal sealed class Segment<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly ulong[]? _deleted;

    private Segment(SegmentRows<TKey, TRecord> rows, int count, ulong[]? deleted, int deletedCount)
    {
        Rows = rows;
        Count = count;
        _deleted = deleted;
        DeletedCount = deletedCount;
    }

    /// <summary>The columns, of which the first <see cref="Count"/> rows belong to this view.</summary>
    public SegmentRows<TKey, TRecord> Rows { get; }

    /// <summary>The number of rows, deleted ones included.</summary>
    public int Count { get; }

    /// <summary>The number of deleted rows.</summary>
    public int DeletedCount { get; }

    /// <summary>An empty segment.</summary>
    public static Segment<TKey, TRecord> Create(VectorSchema schema, int capacity) => new(new SegmentRows<TKey, TRecord>(schema, capacity), 0, null, 0);

    /// <summary>Whether a row is deleted in this view.</summary>
    public bool IsDeleted(int row) => _deleted is not null && (_deleted[row >> 6] & (1UL << row)) != 0;

    /// <summary>The view after more rows were written.</summary>
    public Segment<TKey, TRecord> WithCount(int count) => new(Rows, count, _deleted, DeletedCount);

    /// <summary>The view after rows, none of them deleted before, were deleted.</summary>
    public Segment<TKey, TRecord> WithDeleted(IReadOnlyCollection<int> rows)
    {
        var deleted = new ulong[(Rows.Capacity + 63) >> 6];
        _deleted?.CopyTo(deleted, 0);
        foreach (var row in rows)
        {
            deleted[row >> 6] |= 1UL << row;
        }

        return new Segment<TKey, TRecord>(Rows, Count, deleted, DeletedCount + rows.Count);
    }

    /// <summary>The row of an id, or -1. A deleted row is found as well.</summary>
    public int Find(long id)
    {
        var row = Rows.Ids.AsSpan(0, Count).BinarySearch(id);
        return row < 0 ? -1 : row;
    }
}
