using BotQA.Knowledge.Storage.Vectors;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>
/// The columns of a segment. One writer fills the rows in order; no row changes once a <see cref="Segment{TKey,TRecord}"/> that counts
/// it was published.
/// </summary>
internal sealed class SegmentRows<TKey, TRecord>(VectorSchema schema, int capacity)
    where TKey : notnull
    where TRecord : class
{
    public int Capacity => capacity;

    /// <summary>What the keyword index calls the rows; ascending.</summary>
    public long[] Ids { get; } = new long[capacity];

    public TKey[] Keys { get; } = new TKey[capacity];

    /// <summary>The records without their vectors.</summary>
    public TRecord[] Records { get; } = new TRecord[capacity];

    /// <summary>The vectors, a block for each vector property.</summary>
    public VectorBlock[] Vectors { get; } = schema.CreateBlocks(capacity);

    /// <summary>Fills a row.</summary>
    public void Write(int row, long id, StoredRecord<TKey, TRecord> record)
    {
        Ids[row] = id;
        Keys[row] = record.Key;
        Records[row] = record.Record;
        for (var i = 0; i < Vectors.Length; i++)
        {
            Vectors[i].Write(row, record.Vectors[i].Span);
        }
    }

    /// <summary>Fills a row with that of another segment.</summary>
    public void Copy(int row, SegmentRows<TKey, TRecord> source, int sourceRow)
    {
        Ids[row] = source.Ids[sourceRow];
        Keys[row] = source.Keys[sourceRow];
        Records[row] = source.Records[sourceRow];
        for (var i = 0; i < Vectors.Length; i++)
        {
            Vectors[i].CopyRow(row, source.Vectors[i], sourceRow);
        }
    }
}
