using System.Collections.Immutable;
using BotQA.Knowledge.Storage.Keywords;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>
/// Fills an empty collection with records whose words are indexed already. Rows are filled in any order, by many threads at a time, each
/// once; those that are left empty are deleted. Meanwhile the keyword index is opened. Only for records with one vector.
/// </summary>
internal sealed class CollectionRestore<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly IReadOnlyList<(long Id, TKey Key)> _rows;
    private readonly int _segmentRows;
    private readonly Segment<TKey, TRecord>[] _segments;
    private readonly Task<(KeywordWriter Keywords, ImmutableDictionary<TKey, long> Ids)> _opening;

    /// <summary>Keeps the rows free.</summary>
    /// <param name="schema">The collection's.</param>
    /// <param name="rows">The ids by which the keyword index knows the rows, ascending, with their keys.</param>
    /// <param name="keywords">The saved keyword index.</param>
    public CollectionRestore(CollectionSchema schema, IReadOnlyList<(long Id, TKey Key)> rows, KeywordFiles keywords)
    {
        _rows = rows;
        _segmentRows = schema.Vectors.LargestSegment;
        _segments = [.. rows.Chunk(_segmentRows).Select(part =>
        {
            var segment = Segment<TKey, TRecord>.Create(schema.Vectors, part.Length).WithCount(part.Length);
            Array.ConvertAll(part, row => row.Id).CopyTo(segment.Rows.Ids, 0);
            Array.ConvertAll(part, row => row.Key).CopyTo(segment.Rows.Keys, 0);
            return segment;
        })];
        _opening = Task.Run(() => (new KeywordWriter(schema.Keywords, keywords), rows.ToImmutableDictionary(row => row.Key, row => row.Id)));
    }

    /// <summary>The first id that no row had.</summary>
    public long NextId => _rows.Count == 0 ? 0 : _rows[^1].Id + 1;

    /// <summary>Fills a row.</summary>
    /// <param name="row">Its position among the rows.</param>
    /// <param name="record">The record without its vector, which belongs to the collection from now on.</param>
    /// <param name="vector">Its vector, which is copied.</param>
    public void Put(int row, TRecord record, ReadOnlySpan<float> vector)
    {
        var rows = _segments[row / _segmentRows].Rows;
        rows.Vectors[0].Write(row % _segmentRows, vector);
        rows.Records[row % _segmentRows] = record;
    }

    /// <summary>The collection's first state, with its keyword index. Called once, when all is filled.</summary>
    public async Task<(CollectionSnapshot<TKey, TRecord> Snapshot, KeywordWriter Keywords)> CompleteAsync()
    {
        var (keywords, ids) = await _opening;
        var empty = Enumerable.Range(0, _rows.Count).Where(row => _segments[row / _segmentRows].Rows.Records[row % _segmentRows] is null).ToList();
        if (empty.Count == 0)
        {
            return (new CollectionSnapshot<TKey, TRecord>([.. _segments], ids, keywords: null), keywords);
        }

        keywords.Write([], [.. empty.Select(row => _rows[row].Id)]);
        foreach (var rows in empty.GroupBy(row => row / _segmentRows, row => row % _segmentRows))
        {
            _segments[rows.Key] = _segments[rows.Key].WithDeleted([.. rows]);
        }

        return (new CollectionSnapshot<TKey, TRecord>([.. _segments], ids.RemoveRange(empty.Select(row => _rows[row].Key)), keywords: null), keywords);
    }
}
