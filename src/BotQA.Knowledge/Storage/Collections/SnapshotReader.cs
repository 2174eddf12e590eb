using System.Linq.Expressions;
using BotQA.Knowledge.Storage.Keywords;
using BotQA.Knowledge.Storage.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Answers the queries of a collection from one of its states.</summary>
internal sealed class SnapshotReader<TKey, TRecord>(
    CollectionSnapshot<TKey, TRecord> snapshot,
    CollectionModel model,
    RecordMapper<TKey, TRecord> mapper,
    InMemoryVectorStoreOptions options)
    where TKey : notnull
    where TRecord : class
{
    /// <summary>The records with the given keys, in the order of the keys, as far as they exist.</summary>
    public List<TRecord> Get(IEnumerable<TKey> keys, bool includeVectors)
    {
        var records = new List<TRecord>();
        foreach (var key in keys.Distinct())
        {
            if (snapshot.TryLocate(key, out var location))
            {
                records.Add(mapper.ToRecord(snapshot, location, includeVectors));
            }
        }

        return records;
    }

    /// <summary>A page of the records that pass a filter.</summary>
    public List<TRecord> Get(Expression<Func<TRecord, bool>> filter, RecordOrder<TKey, TRecord> order, int skip, int top, bool includeVectors)
    {
        var isWanted = filter.Compile();
        var matches = snapshot.Locations().Where(location => isWanted(snapshot.RecordAt(location)));
        return [.. order.Sort(snapshot, matches).Skip(skip).Take(top).Select(location => mapper.ToRecord(snapshot, location, includeVectors))];
    }

    /// <summary>A page of the records that are most similar to a vector.</summary>
    public List<VectorSearchResult<TRecord>> Search(
        VectorQuery query,
        VectorPropertyModel property,
        VectorSearchOptions<TRecord> search,
        int top,
        CancellationToken cancellationToken)
    {
        var hits = Scan(query, property, search.Filter?.Compile())
            .Search(PageEnd(search.Skip, top), search.ScoreThreshold ?? double.NegativeInfinity, cancellationToken);
        return Results(hits, search.Skip, search.IncludeVectors);
    }

    /// <summary>A page of the records that match a vector and words best.</summary>
    public List<VectorSearchResult<TRecord>> Search(
        VectorQuery query,
        VectorPropertyModel property,
        KeywordScores words,
        HybridSearchOptions<TRecord> search,
        int top,
        CancellationToken cancellationToken)
    {
        var column = Column(property);
        var filter = search.Filter?.Compile();
        var holders = new Dictionary<RowLocation, double>();
        foreach (var (id, score) in words.Rows)
        {
            if (snapshot.TryLocate(id, out var location) && (filter is null || filter(snapshot.RecordAt(location))))
            {
                holders.Add(location, score);
            }
        }

        // Only a record among the most similar can be among the best if it holds none of the words.
        var best = new BestHits<TKey, TRecord>(snapshot, PageEnd(search.Skip, top), search.ScoreThreshold ?? double.NegativeInfinity);
        var weight = options.HybridVectorWeight;
        foreach (var hit in Scan(query, property, filter).Search(PageEnd(search.Skip, top), double.NegativeInfinity, cancellationToken))
        {
            if (!holders.ContainsKey(hit.Location))
            {
                best.Add(hit with { Score = weight * hit.Score });
            }
        }

        var highest = holders.Values.DefaultIfEmpty(1).Max();
        foreach (var (location, score) in holders)
        {
            var similarity = snapshot.Segments[location.Segment].Rows.Vectors[column].Score(query, location.Row);
            var combined = (weight * (float.IsNaN(similarity) ? 0 : similarity)) + ((1 - weight) * score / highest);
            best.Add(new Hit(combined, location));
        }

        return Results(best.ToSorted(), search.Skip, search.IncludeVectors);
    }

    private static int PageEnd(int skip, int top) => (int)Math.Min((long)skip + top, int.MaxValue);

    private int Column(VectorPropertyModel property) => model.VectorProperties.Index().First(p => p.Item == property).Index;

    private VectorScan<TKey, TRecord> Scan(VectorQuery query, VectorPropertyModel property, Func<TRecord, bool>? filter)
    {
        var isLarge = (long)snapshot.Ids.Count * property.Dimensions >= options.ParallelSearchThreshold;
        var threads = options.MaxSearchThreads == 0 ? Environment.ProcessorCount : options.MaxSearchThreads;
        return new VectorScan<TKey, TRecord>(snapshot, Column(property), query, filter) { Parallelism = isLarge ? threads : 1 };
    }

    private List<VectorSearchResult<TRecord>> Results(IEnumerable<Hit> hits, int skip, bool includeVectors) =>
        [.. hits.Skip(skip).Select(hit => new VectorSearchResult<TRecord>(mapper.ToRecord(snapshot, hit.Location, includeVectors), hit.Score))];
}
