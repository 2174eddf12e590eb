using System.Buffers;
using System.Collections;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>
/// Scores the records of a state of the index against a query, term by term. The statistics are those of the living records alone, so a
/// score depends on what is stored and not on what was stored before.
/// </summary>
/// <remarks>
/// BM25F (Robertson and Zaragoza 2009, section 3.6): a term's weighted frequency is the sum over the fields of weight · tf / (1 - b + b
/// length / average length), and a record's score the sum over the query's terms of count · idf · (k1 + 1) frequency / (k1 + frequency).
/// So a term that is both in the title and in the text counts more than once, but never more than k1 + 1 times its idf.
/// </remarks>
internal sealed class KeywordScorer
{
    private readonly KeywordReader _reader;
    private readonly double _k1;
    private readonly List<Field> _fields = [];
    private readonly List<int> _holders = [];

    /// <summary>Prepares one search.</summary>
    /// <param name="reader">The state to search; the caller keeps it acquired.</param>
    /// <param name="options">BM25's parameters.</param>
    /// <param name="weights">The weight of each full-text field in the order of the schema; a field with weight 0 is left out.</param>
    public KeywordScorer(KeywordReader reader, KeywordIndexOptions options, IReadOnlyList<double> weights)
    {
        _reader = reader;
        _k1 = options.K1;
        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i] > 0)
            {
                var terms = reader.Leaves.Select(leaf => leaf.Reader.GetTerms(reader.Schema.TextFields[i])?.GetEnumerator());
                _fields.Add(new Field(i, weights[i], 1 - options.B, options.B / Math.Max(1, reader.AverageLengths[i]), [.. terms]));
            }
        }
    }

    /// <summary>Scores every record that holds a term of the query.</summary>
    /// <param name="terms">The distinct terms with their numbers of occurrences.</param>
    /// <param name="restriction">The records to search; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public KeywordScores Score(IReadOnlyList<(string Term, int Count)> terms, KeywordRestriction? restriction, CancellationToken cancellationToken)
    {
        var scores = ArrayPool<double>.Shared.Rent(_reader.MaxDocument);
        var frequencies = ArrayPool<double>.Shared.Rent(_reader.MaxDocument);
        try
        {
            scores.AsSpan(0, _reader.MaxDocument).Clear();
            frequencies.AsSpan(0, _reader.MaxDocument).Clear();
            var statistics = new List<KeywordQueryTerm>(terms.Count);
            foreach (var (term, count) in terms)
            {
                cancellationToken.ThrowIfCancellationRequested();
                statistics.Add(AddTerm(term, count, scores, frequencies));
            }

            return new KeywordScores(Rows(scores, restriction is null ? null : FindAllowed(restriction)), statistics);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scores);
            ArrayPool<double>.Shared.Return(frequencies);
        }
    }

    private KeywordQueryTerm AddTerm(string term, int count, double[] scores, double[] frequencies)
    {
        _holders.Clear();
        var bytes = new BytesRef(term);
        for (var leaf = 0; leaf < _reader.Leaves.Count; leaf++)
        {
            foreach (var field in _fields)
            {
                AddPostings(bytes, leaf, field, frequencies);
            }
        }

        var idf = Math.Log(1 + ((_reader.Count - _holders.Count + 0.5) / (_holders.Count + 0.5)));
        foreach (var document in _holders)
        {
            ref var frequency = ref frequencies[document];
            scores[document] += count * idf * (_k1 + 1) * frequency / (_k1 + frequency);
            frequency = 0;
        }

        return new KeywordQueryTerm(term, count, _holders.Count, idf);
    }

    private void AddPostings(BytesRef term, int leafIndex, Field field, double[] frequencies)
    {
        if (field.Terms[leafIndex] is not { } terms || !terms.SeekExact(term))
        {
            return;
        }

        var leaf = _reader.Leaves[leafIndex];
        var lengths = leaf.Columns.Lengths[field.Index];
        var postings = terms.Docs(leaf.Reader.LiveDocs, null, DocsFlags.FREQS);
        for (var document = postings.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = postings.NextDoc())
        {
            ref var frequency = ref frequencies[leaf.FirstDocument + document];
            if (frequency == 0)
            {
                _holders.Add(leaf.FirstDocument + document);
            }

            frequency += field.Weight * postings.Freq / (field.LengthBase + (field.LengthFactor * lengths[document]));
        }
    }

    private List<(long Id, double Score)> Rows(double[] scores, BitArray? allowed)
    {
        var rows = new List<(long, double)>();
        foreach (var leaf in _reader.Leaves)
        {
            for (var document = 0; document < leaf.Columns.Ids.Length; document++)
            {
                var score = scores[leaf.FirstDocument + document];
                if (score > 0 && (allowed is null || allowed[leaf.FirstDocument + document]))
                {
                    rows.Add((leaf.Columns.Ids[document], score));
                }
            }
        }

        return rows;
    }

    private BitArray FindAllowed(KeywordRestriction restriction)
    {
        var allowed = new BitArray(_reader.MaxDocument);
        foreach (var value in restriction.Values)
        {
            var term = new Term(restriction.Field, value);
            foreach (var leaf in _reader.Leaves)
            {
                if (leaf.Reader.GetTermDocsEnum(term) is { } documents)
                {
                    for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
                    {
                        allowed[leaf.FirstDocument + document] = true;
                    }
                }
            }
        }

        return allowed;
    }

    /// <summary>A searched field.</summary>
    /// <param name="Index">Its position in the schema.</param>
    /// <param name="Weight">Its weight.</param>
    /// <param name="LengthBase">1 - b.</param>
    /// <param name="LengthFactor">b over the average length.</param>
    /// <param name="Terms">Its terms in each segment; null where it has none.</param>
    private sealed record Field(int Index, double Weight, double LengthBase, double LengthFactor, TermsEnum?[] Terms);
}
