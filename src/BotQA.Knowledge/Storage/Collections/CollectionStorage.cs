using System.Collections.Immutable;
using BotQA.Knowledge.Storage.Keywords;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>
/// The records of a collection. Writers take turns; each write publishes a new snapshot as a whole. Readers take the snapshot of the
/// moment, without a lock; only the first keyword search after a write takes a writer's turn, to open the index at that state.
/// </summary>
internal sealed class CollectionStorage<TKey, TRecord> : ICollectionStorage
    where TKey : notnull
    where TRecord : class
{
    private const int SmallestSegment = 128;
    private const int FewDeleted = 256;
    private const int ParallelAnalysis = 64;

    private readonly Lock _writing = new();
    private readonly CollectionSchema _schema;
    private KeywordWriter? _keywords;
    private CollectionSnapshot<TKey, TRecord>? _snapshot;
    private KeywordReader? _openKeywords;
    private long _nextId;

    public CollectionStorage(CollectionSchema schema)
    {
        _schema = schema;
        _keywords = schema.Keywords.TextFields.Count > 0 ? new KeywordWriter(schema.Keywords) : null;
        _snapshot = new CollectionSnapshot<TKey, TRecord>([], ImmutableDictionary<TKey, long>.Empty, keywords: null);
    }

    public CollectionSchema Schema => _schema;

    /// <summary>The state of the moment; null once the collection was deleted.</summary>
    public CollectionSnapshot<TKey, TRecord>? Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>
    /// The state of the moment with its keyword index, to be released by the caller; null once the collection was deleted. The records have
    /// to have a full-text property.
    /// </summary>
    public CollectionSnapshot<TKey, TRecord>? AcquireWithKeywords()
    {
        for (; ; )
        {
            var snapshot = Snapshot;
            if (snapshot is null)
            {
                return null;
            }

            // Acquiring fails when the index has been opened at a newer state since.
            if (snapshot.Keywords is { } keywords && keywords.TryAcquire())
            {
                return snapshot;
            }

            OpenKeywords();
        }
    }

    /// <summary>Adds records, replacing those with the same keys, and deletes others. Of records with one key the last counts.</summary>
    /// <param name="records">The records to add.</param>
    /// <param name="deleted">The keys to delete, as far as they exist and no record to add has them.</param>
    /// <returns>False when the collection was deleted.</returns>
    public bool TryReplace(IReadOnlyCollection<StoredRecord<TKey, TRecord>> records, IEnumerable<TKey> deleted)
    {
        var latest = new Dictionary<TKey, StoredRecord<TKey, TRecord>>(records.Count);
        foreach (var record in records)
        {
            latest[record.Key] = record;
        }

        var added = Analyze([.. latest.Values]);
        return TryWrite(latest.Keys.Concat(deleted).Distinct(), added);
    }

    /// <summary>The rows' ids with their keys, in ascending order, and the keyword index of the same state; null when there is none.</summary>
    public (IReadOnlyList<(long Id, TKey Key)> Rows, KeywordFiles Keywords)? SaveKeywords()
    {
        lock (_writing)
        {
            return _snapshot is { } current && _keywords is not null
                ? ([.. current.Ids.Select(pair => (pair.Value, pair.Key)).OrderBy(row => row.Value)], _keywords.Save())
                : null;
        }
    }

    /// <summary>Publishes the first state of a collection, which has to be empty.</summary>
    /// <param name="restored">The state.</param>
    /// <param name="keywords">Its keyword index.</param>
    /// <param name="nextId">The first id that neither has.</param>
    /// <returns>False when the collection was deleted.</returns>
    public bool TryRestore(CollectionSnapshot<TKey, TRecord> restored, KeywordWriter keywords, long nextId)
    {
        lock (_writing)
        {
            if (_snapshot is not { Ids.Count: 0 })
            {
                return _snapshot is null ? false : throw new InvalidOperationException("Only an empty collection can be restored.");
            }

            _keywords?.Dispose();
            _keywords = keywords;
            _nextId = nextId;
            Volatile.Write(ref _snapshot, restored);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            Volatile.Write(ref _snapshot, null);
            _openKeywords?.Release();
            _openKeywords = null;
            _keywords?.Dispose();
        }
    }

    private (StoredRecord<TKey, TRecord> Record, KeywordEntry Entry)[] Analyze(StoredRecord<TKey, TRecord>[] records)
    {
        var analyzed = new (StoredRecord<TKey, TRecord> Record, KeywordEntry Entry)[records.Length];
        if (records.Length < ParallelAnalysis)
        {
            for (var i = 0; i < records.Length; i++)
            {
                analyzed[i] = Analyze(records[i]);
            }
        }
        else
        {
            Parallel.For(0, records.Length, i => analyzed[i] = Analyze(records[i]));
        }

        return analyzed;
    }

    private (StoredRecord<TKey, TRecord> Record, KeywordEntry Entry) Analyze(StoredRecord<TKey, TRecord> record) =>
        (record, new KeywordEntry([.. record.Texts.Select(_schema.Analyzer.Terms)], record.Values));

    private bool TryWrite(IEnumerable<TKey> keys, (StoredRecord<TKey, TRecord> Record, KeywordEntry Entry)[] added)
    {
        lock (_writing)
        {
            if (_snapshot is not { } current)
            {
                return false;
            }

            var ids = current.Ids.ToBuilder();
            var removed = new List<long>();
            foreach (var key in keys)
            {
                if (ids.TryGetValue(key, out var id))
                {
                    removed.Add(id);
                    ids.Remove(key);
                }
            }

            if (removed.Count == 0 && added.Length == 0)
            {
                return true;
            }

            var firstId = _nextId;
            _nextId += added.Length;
            for (var i = 0; i < added.Length; i++)
            {
                ids.Add(added[i].Record.Key, firstId + i);
            }

            // Rows beyond the published ones are nobody's business yet: if the keyword index fails, the next write overwrites them.
            var newIds = Enumerable.Range(0, added.Length).Select(i => firstId + i).ToArray();
            var segments = Append(Delete(current, removed), [.. added.Select(row => row.Record)], newIds);
            var compacted = Compact(segments);
            _keywords?.Write([.. added.Select((row, i) => (firstId + i, row.Entry))], removed);
            Volatile.Write(ref _snapshot, new CollectionSnapshot<TKey, TRecord>(compacted, ids.ToImmutable(), keywords: null));
            return true;
        }
    }

    private void OpenKeywords()
    {
        lock (_writing)
        {
            if (_snapshot is not { Keywords: null } current)
            {
                return;
            }

            var previous = _openKeywords;
            _openKeywords = _keywords!.Open();
            Volatile.Write(ref _snapshot, current.WithKeywords(_openKeywords));
            previous?.Release();
        }
    }

    private static ImmutableArray<Segment<TKey, TRecord>> Delete(CollectionSnapshot<TKey, TRecord> current, List<long> removed)
    {
        if (removed.Count == 0)
        {
            return current.Segments;
        }

        var locations = new List<RowLocation>(removed.Count);
        foreach (var id in removed)
        {
            current.TryLocate(id, out var location);
            locations.Add(location);
        }

        var segments = current.Segments.ToBuilder();
        foreach (var rows in locations.GroupBy(location => location.Segment, location => location.Row))
        {
            segments[rows.Key] = segments[rows.Key].WithDeleted([.. rows]);
        }

        return segments.ToImmutable();
    }

    private ImmutableArray<Segment<TKey, TRecord>> Append(
        ImmutableArray<Segment<TKey, TRecord>> segments,
        StoredRecord<TKey, TRecord>[] records,
        long[] ids)
    {
        var result = segments.ToBuilder();
        for (var next = 0; next < records.Length;)
        {
            if (result.Count == 0 || result[^1].Count == result[^1].Rows.Capacity)
            {
                var capacity = Math.Max(records.Length - next, result.Sum(segment => segment.Count));
                result.Add(Segment<TKey, TRecord>.Create(_schema.Vectors, Math.Clamp(capacity, SmallestSegment, _schema.Vectors.LargestSegment)));
            }

            var row = result[^1].Count;
            for (; row < result[^1].Rows.Capacity && next < records.Length; row++, next++)
            {
                result[^1].Rows.Write(row, ids[next], records[next]);
            }

            result[^1] = result[^1].WithCount(row);
        }

        return result.ToImmutable();
    }

    /// <summary>Copies the living rows together once enough others lie between them that the copying has paid for itself.</summary>
    private ImmutableArray<Segment<TKey, TRecord>> Compact(ImmutableArray<Segment<TKey, TRecord>> segments)
    {
        var deleted = segments.Sum(segment => segment.DeletedCount);
        var living = segments.Sum(segment => segment.Count) - deleted;
        if (deleted <= FewDeleted || deleted <= living / 2)
        {
            return segments;
        }

        var result = ImmutableArray.CreateBuilder<Segment<TKey, TRecord>>();
        var left = living;
        foreach (var segment in segments)
        {
            for (var row = 0; row < segment.Count; row++)
            {
                if (segment.IsDeleted(row))
                {
                    continue;
                }

                if (result.Count == 0 || result[^1].Count == result[^1].Rows.Capacity)
                {
                    result.Add(Segment<TKey, TRecord>.Create(_schema.Vectors, Math.Min(left, _schema.Vectors.LargestSegment)));
                }

                result[^1].Rows.Copy(result[^1].Count, segment.Rows, row);
                result[^1] = result[^1].WithCount(result[^1].Count + 1);
                left--;
            }
        }

        return result.ToImmutable();
    }
}
