using BotQA.Knowledge.Storage;
using NpgsqlTypes;

namespace BotQA.Postgres.Storage;

/// <summary>BM25F of rows for one query (Robertson and Zaragoza 2009, section 3.6), with the formula of the index in memory.</summary>
/// <param name="options">k1 and b.</param>
/// <param name="terms">The query's terms that some row holds.</param>
/// <param name="weights">The weight of each field; one that isn't positive doesn't count.</param>
/// <param name="averages">The average number of terms in each field.</param>
internal sealed class WordScorer(KeywordIndexOptions options, IEnumerable<KeywordQueryTerm> terms, IReadOnlyList<double> weights, double[] averages)
{
    private readonly Dictionary<string, double> _factors = terms.ToDictionary(term => term.Term, term => term.Count * term.Idf * (options.K1 + 1), StringComparer.Ordinal);

    /// <summary>The score of a row, 0 where no term of the query is in a field that counts.</summary>
    /// <param name="words">The row's terms; the weight of each occurrence tells its field.</param>
    /// <param name="lengths">The number of terms in each of the row's fields.</param>
    public double Score(NpgsqlTsVector words, int[] lengths)
    {
        var perOccurrence = weights.Select((weight, field) => weight <= 0 ? 0 : weight / (1 - options.B + (options.B * lengths[field] / averages[field]))).ToArray();
        var score = 0.0;
        foreach (var word in words)
        {
            if (_factors.TryGetValue(word.Text, out var factor))
            {
                var frequency = Enumerable.Range(0, word.Count).Sum(i => perOccurrence[WordColumns.Field(word[i].Weight)]);
                score += factor * frequency / (options.K1 + frequency);
            }
        }

        return score;
    }
}
