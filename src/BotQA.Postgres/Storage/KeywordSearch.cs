using System.Globalization;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Storage.Keywords;
using Npgsql;
using NpgsqlTypes;

namespace BotQA.Postgres.Storage;

/// <summary>
/// Finds rows by their words. The database ranks candidates, by BM25 with pg_textsearch and by <c>ts_rank_cd</c> without; their exact score,
/// BM25F as in memory, is worked out here from the frequencies in the rows and the statistics of the table: hosts are many, the database is one.
/// </summary>
internal sealed class KeywordSearch(TableSchema table, TextAnalyzer analyzer, PostgresVectorStoreOptions options)
{
    /// <summary>A condition on the rows with its parameters, which are numbered from the parameters that are there.</summary>
    public delegate string Condition(NpgsqlParameterCollection parameters);

    /// <summary>Searches.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="query">What a person typed.</param>
    /// <param name="top">The number of rows wanted; with 0 only the terms are looked up.</param>
    /// <param name="weightOf">The weight of a full-text property.</param>
    /// <param name="condition">What to search.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The best rows with their scores, the query's terms, and the number of rows.</returns>
    public async Task<(List<(object Key, double Score)> Hits, List<KeywordQueryTerm> Terms, int Rows)> RunAsync(
        NpgsqlConnection connection, string query, int top, Func<string, double> weightOf, Condition condition, CancellationToken cancellationToken)
    {
        var counts = KeywordQuery.Terms(analyzer, query)
            .CountBy(term => term, StringComparer.Ordinal)
            .Take(options.Keywords.MaxQueryTerms)
            .ToList();
        var (rows, averages, holders) = await StatisticsAsync(connection, [.. counts.Select(term => term.Key)], cancellationToken);
        var terms = counts
            .Select(term => (term.Key, term.Value, Rows: holders.GetValueOrDefault(term.Key)))
            .Select(term => new KeywordQueryTerm(term.Key, term.Value, (int)term.Rows, Math.Log(1 + ((rows - term.Rows + 0.5) / (term.Rows + 0.5)))))
            .ToList();
        var known = terms.Where(term => term.DocumentFrequency > 0).ToList();
        var hits = top == 0 || known.Count == 0 ? [] : await RankAsync(connection, known, top, weightOf, averages, condition, cancellationToken);
        return (hits, terms, (int)rows);
    }

    /// <summary>Whether the table has an index for BM25.</summary>
    public async Task<bool> HasBm25Async(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new() { Value = TableSchema.Quote(table.Bm25Index) } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<(long Rows, double[] AverageLengths, Dictionary<string, long> Holders)> StatisticsAsync(
        NpgsqlConnection connection, string[] terms, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"SELECT rows, lengths FROM {table.Totals}"),
                new NpgsqlBatchCommand($"SELECT term, rows FROM {table.Terms} WHERE term = ANY ($1)") { Parameters = { new() { Value = terms } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var rows = reader.GetInt64(0);
        var averages = Array.ConvertAll(reader.GetFieldValue<long[]>(1), length => Math.Max(1, (double)length / Math.Max(1, rows)));
        await reader.NextResultAsync(cancellationToken);
        var holders = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            holders[reader.GetString(0)] = reader.GetInt64(1);
        }

        return (rows, averages, holders);
    }

    private async Task<List<(object Key, double Score)>> RankAsync(
        NpgsqlConnection connection,
        List<KeywordQueryTerm> terms,
        int top,
        Func<string, double> weightOf,
        double[] averages,
        Condition condition,
        CancellationToken cancellationToken)
    {
        var weights = table.TextFields.Select(field => weightOf(field.ModelName)).ToList();
        if (weights.TrueForAll(weight => weight <= 0))
        {
            return [];
        }

        await using var command = new NpgsqlCommand { Connection = connection };
        var useBm25 = weights.TrueForAll(weight => weight > 0) && await HasBm25Async(connection, cancellationToken);
        command.Parameters.Add(new() { Value = useBm25 ? string.Join(' ', terms.Select(term => term.Term)) : WordColumns.AnyOf(terms.Select(term => term.Term)) });
        command.Parameters.Add(new() { Value = Math.Max(options.KeywordCandidates, top) });
        var where = condition(command.Parameters);
        var (matches, rank) = useBm25
            ? ("TRUE", $"\"$text\" <@> to_bm25query($1, '{table.Bm25Index.Replace("'", "''", StringComparison.Ordinal)}')")
            : ("\"$words\" @@ $1::tsquery", $"ts_rank_cd({RankWeights(weights)}, \"$words\", $1::tsquery) DESC");
        command.CommandText = $"""
            WITH candidates AS MATERIALIZED (
                SELECT {table.Key.Name} AS key, "$words", "$lengths" FROM {table.Table} WHERE {matches} AND ({where}) ORDER BY {rank} LIMIT $2)
            SELECT key, "$words", "$lengths" FROM candidates ORDER BY key
            """;
        var scorer = new WordScorer(options.Keywords, terms, weights, averages);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<(object Key, double Score)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add((reader.GetValue(0), scorer.Score(reader.GetFieldValue<NpgsqlTsVector>(1), reader.GetFieldValue<int[]>(2))));
        }

        return [.. hits.Where(hit => hit.Score > 0).OrderByDescending(hit => hit.Score).Take(top)];
    }

    // The function takes the weights of D, C, B and A, from 0 to 1.
    private static string RankWeights(List<double> weights)
    {
        var most = weights.Max();
        var labels = Enumerable.Range(0, WordColumns.MaxFields).Reverse().Select(i => (i < weights.Count ? weights[i] / most : 0).ToString("0.####", CultureInfo.InvariantCulture));
        return $"'{{{string.Join(',', labels)}}}'";
    }
}
