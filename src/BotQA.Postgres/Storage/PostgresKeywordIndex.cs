using BotQA.Knowledge.Storage;

namespace BotQA.Postgres.Storage;

/// <summary>The keyword index of a collection with text keys.</summary>
internal sealed class PostgresKeywordIndex<TRecord>(PostgresVectorStoreCollection<string, TRecord> collection) : IKeywordIndex
    where TRecord : class
{
    public IReadOnlyList<AnalyzedToken> Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return collection.Store.Analyzer.Analyze(text);
    }

    public async ValueTask<KeywordSearchResult> SearchAsync(
        string query, int top, KeywordSearchOptions? search = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        var options = collection.Store.Options.Keywords;
        KeywordSearch.Condition condition = _ => "TRUE";
        if (search?.DocumentIds is { } documents)
        {
            var column = collection.Table.Data.FirstOrDefault(data => data.Property.ModelName == options.DocumentIdProperty && data.Property.Type == typeof(string))
                ?? throw new InvalidOperationException(
                    $"The collection '{collection.Name}' has no text property '{options.DocumentIdProperty}' to restrict the search by; change {nameof(KeywordIndexOptions.DocumentIdProperty)}.");
            condition = parameters =>
            {
                parameters.Add(column.ArrayParameter(documents));
                return $"{column.Name} = ANY (${parameters.Count})";
            };
        }

        var (hits, terms, rows) = await collection.RunAsync(
            "KeywordSearch", connection => collection.Words.RunAsync(connection, query, top, WeightOf, condition, cancellationToken), cancellationToken);
        return new KeywordSearchResult([.. hits.Select(hit => new KeywordMatch((string)hit.Key, hit.Score))], terms, rows);

        double WeightOf(string field) => search?.FieldWeights is { } weights
            ? weights.TryGetValue(field, out var chosen) ? chosen : 1
            : options.FieldWeights.TryGetValue(field, out var configured) ? configured : 1;
    }
}
