using BotQA.Knowledge.Storage.Vectors;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Finds the records of a snapshot whose vectors are most similar to a query: exactly, without a lock.</summary>
/// <param name="snapshot">What to search.</param>
/// <param name="column">The vector property.</param>
/// <param name="query">The vector to search for.</param>
/// <param name="filter">The records to consider; null for all. It is asked only about records whose score is good enough.</param>
internal sealed class VectorScan<TKey, TRecord>(CollectionSnapshot<TKey, TRecord> snapshot, int column, VectorQuery query, Func<TRecord, bool>? filter)
    where TKey : notnull
    where TRecord : class
{
    private const int TileRows = 256;
    private const int SliceRows = 16 * TileRows;

    /// <summary>Whether to read the 8-bit codes first and the floats only of the rows that can be among the best; the hits are the same.</summary>
    public bool UseCodes { get; init; } = DotProducts.SupportsCodes;

    /// <summary>The number of threads to use, at least 1.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>The best hits, best first.</summary>
    /// <param name="top">The most hits wanted.</param>
    /// <param name="scoreThreshold">The lowest score wanted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public List<Hit> Search(int top, double scoreThreshold, CancellationToken cancellationToken)
    {
        top = Math.Min(top, snapshot.Ids.Count);
        var slices = Slices();
        var parts = Math.Min(Parallelism, slices.Count);
        if (parts <= 1)
        {
            return Search(slices, top, scoreThreshold, cancellationToken).ToSorted();
        }

        var found = new BestHits<TKey, TRecord>[parts];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = parts };
        Parallel.For(0, parts, options, part =>
        {
            var start = (int)((long)slices.Count * part / parts);
            var end = (int)((long)slices.Count * (part + 1) / parts);
            found[part] = Search(slices.GetRange(start, end - start), top, scoreThreshold, cancellationToken);
        });

        foreach (var other in found.AsSpan(1))
        {
            found[0].AddAll(other);
        }

        return found[0].ToSorted();
    }

    private List<Slice> Slices()
    {
        var slices = new List<Slice>();
        for (var s = 0; s < snapshot.Segments.Length; s++)
        {
            for (var start = 0; start < snapshot.Segments[s].Count; start += SliceRows)
            {
                slices.Add(new Slice(s, start, Math.Min(SliceRows, snapshot.Segments[s].Count - start)));
            }
        }

        return slices;
    }

    private BestHits<TKey, TRecord> Search(List<Slice> slices, int top, double scoreThreshold, CancellationToken cancellationToken)
    {
        var best = new BestHits<TKey, TRecord>(snapshot, top, scoreThreshold);
        if (UseCodes)
        {
            SearchCodes(slices, top, scoreThreshold, best, cancellationToken);
        }
        else
        {
            SearchFloats(slices, best, cancellationToken);
        }

        return best;
    }

    private void SearchFloats(List<Slice> slices, BestHits<TKey, TRecord> best, CancellationToken cancellationToken)
    {
        Span<float> tile = stackalloc float[TileRows];
        foreach (var slice in slices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segment = snapshot.Segments[slice.Segment];
            for (var start = slice.Start; start < slice.Start + slice.Count; start += TileRows)
            {
                var scores = tile[..Math.Min(TileRows, slice.Start + slice.Count - start)];
                segment.Rows.Vectors[column].Score(query, start, scores);
                for (var i = 0; i < scores.Length; i++)
                {
                    if (scores[i] >= best.Threshold && IsWanted(segment, start + i))
                    {
                        best.Add(new Hit(scores[i], new RowLocation(slice.Segment, start + i)));
                    }
                }
            }
        }
    }

    private void SearchCodes(List<Slice> slices, int top, double scoreThreshold, BestHits<TKey, TRecord> best, CancellationToken cancellationToken)
    {
        var certain = new LargestValues(top, float.BitDecrement((float)scoreThreshold));
        var candidates = new List<Candidate>();
        Span<float> tile = stackalloc float[TileRows];
        foreach (var slice in slices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segment = snapshot.Segments[slice.Segment];
            var vectors = segment.Rows.Vectors[column];
            for (var start = slice.Start; start < slice.Start + slice.Count; start += TileRows)
            {
                var estimates = tile[..Math.Min(TileRows, slice.Start + slice.Count - start)];
                vectors.Estimate(query, start, estimates);
                for (var i = 0; i < estimates.Length; i++)
                {
                    var bound = query.Length * vectors.ErrorBound(start + i);
                    if (estimates[i] + bound >= certain.Threshold && IsWanted(segment, start + i))
                    {
                        certain.Add(estimates[i] - bound);
                        candidates.Add(new Candidate(estimates[i] + bound, new RowLocation(slice.Segment, start + i)));
                    }
                }
            }
        }

        foreach (var candidate in candidates)
        {
            if (candidate.AtMost >= certain.Threshold && candidate.AtMost >= best.Threshold)
            {
                var (segment, row) = candidate.Location;
                best.Add(new Hit(snapshot.Segments[segment].Rows.Vectors[column].Score(query, row), candidate.Location));
            }
        }
    }

    private bool IsWanted(Segment<TKey, TRecord> segment, int row) =>
        !segment.IsDeleted(row) && (filter is null || filter(segment.Rows.Records[row]));

    /// <summary>Consecutive rows of a segment.</summary>
    private readonly record struct Slice(int Segment, int Start, int Count);

    /// <summary>A row that may be among the best, and the most its score can be.</summary>
    private readonly record struct Candidate(float AtMost, RowLocation Location);
}
