using System.Collections.Immutable;
using BotQA.Knowledge.Storage.Keywords;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>An unchanging state of a collection: searches that hold one see neither later writes nor part of one.</summary>
/// <param name="segments">The rows, with ids that ascend from segment to segment.</param>
/// <param name="ids">The row id of each key.</param>
/// <param name="keywords">The keyword index of the same records; null as long as no search has asked for it.</param>
internal sealed class CollectionSnapshot<TKey, TRecord>(
    ImmutableArray<Segment<TKey, TRecord>> segments,
    ImmutableDictionary<TKey, long> ids,
    KeywordReader? keywords)
    where TKey : notnull
    where TRecord : class
{
    public ImmutableArray<Segment<TKey, TRecord>> Segments => segments;

    public ImmutableDictionary<TKey, long> Ids => ids;

    public KeywordReader? Keywords => keywords;

    /// <summary>The same state with its keyword index.</summary>
    public CollectionSnapshot<TKey, TRecord> WithKeywords(KeywordReader reader) => new(segments, ids, reader);

    /// <summary>The location of the record with a key.</summary>
    public bool TryLocate(TKey key, out RowLocation location)
    {
        location = default;
        return ids.TryGetValue(key, out var id) && TryLocate(id, out location);
    }

    /// <summary>The location of a row id.</summary>
    public bool TryLocate(long id, out RowLocation location)
    {
        int low = 0, high = segments.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (segments[middle].Rows.Ids[0] <= id)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        location = new RowLocation(low, segments.IsEmpty ? -1 : segments[low].Find(id));
        return location.Row >= 0;
    }

    public TKey KeyAt(RowLocation location) => segments[location.Segment].Rows.Keys[location.Row];

    public TRecord RecordAt(RowLocation location) => segments[location.Segment].Rows.Records[location.Row];

    /// <summary>The records in the order in which they were written.</summary>
    public IEnumerable<RowLocation> Locations()
    {
        for (var s = 0; s < segments.Length; s++)
        {
            for (var row = 0; row < segments[s].Count; row++)
            {
                if (!segments[s].IsDeleted(row))
                {
                    yield return new RowLocation(s, row);
                }
            }
        }
    }
}
