using BotQA.Knowledge.Storage.Collections;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>The keyword index of a collection with text keys.</summary>
internal sealed class KeywordIndex<TRecord>(InMemoryVectorStoreCollection<string, TRecord> collection, TextAnalyzer analyzer, KeywordIndexOptions options)
    : IKeywordIndex
    where TRecord : class
{
    public IReadOnlyList<AnalyzedToken> Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return analyzer.Analyze(text);
    }

    public ValueTask<KeywordSearchResult> SearchAsync(string query, int top, KeywordSearchOptions? search = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        var result = collection.RunWithKeywords("KeywordSearch", (snapshot, keywords) =>
        {
            var restriction = Restriction(keywords.Schema, search);
            var scores = KeywordQuery.Score(keywords, analyzer, options, query, field => Weight(field, search), restriction, cancellationToken);
            return new KeywordSearchResult(Best(snapshot, scores, top), scores.Terms, keywords.Count);
        });
        return ValueTask.FromResult(result);
    }

    private static List<KeywordMatch> Best(CollectionSnapshot<string, TRecord> snapshot, KeywordScores scores, int top)
    {
        var best = new BestHits<string, TRecord>(snapshot, top);
        foreach (var (id, score) in scores.Rows)
        {
            if (score >= best.Threshold && snapshot.TryLocate(id, out var location))
            {
                best.Add(new Hit(score, location));
            }
        }

        return [.. best.ToSorted().Select(hit => new KeywordMatch(snapshot.KeyAt(hit.Location), hit.Score))];
    }

    private double Weight(string field, KeywordSearchOptions? search) => search?.FieldWeights is { } weights
        ? weights.TryGetValue(field, out var chosen) ? chosen : 1
        : options.FieldWeights.TryGetValue(field, out var configured) ? configured : 1;

    private KeywordRestriction? Restriction(KeywordSchema schema, KeywordSearchOptions? search) => search?.DocumentIds switch
    {
        null => null,
        var documents when schema.ValueFields.Contains(options.DocumentIdProperty) => new KeywordRestriction(options.DocumentIdProperty, documents),
        _ => throw new InvalidOperationException(
            $"The collection '{collection.Name}' has no indexed text property '{options.DocumentIdProperty}' to restrict the search by; mark it "
            + $"[{nameof(VectorStoreDataAttribute)}({nameof(VectorStoreDataAttribute.IsIndexed)} = true)] or change {nameof(KeywordIndexOptions.DocumentIdProperty)}."),
    };
}
