namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>A query in the form the index is searched by.</summary>
internal static class KeywordQuery
{
    private const string QuestionWords = "who what when where which how why whom whose did do does";

    /// <summary>Analyses a query and scores the records of a state of the index.</summary>
    /// <param name="reader">The state to search; the caller keeps it acquired.</param>
    /// <param name="analyzer">How the records' texts were analysed.</param>
    /// <param name="options">The limits and weights.</param>
    /// <param name="query">What a person typed.</param>
    /// <param name="weight">The weight of a full-text field.</param>
    /// <param name="restriction">The records to search; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static KeywordScores Score(
        KeywordReader reader,
        TextAnalyzer analyzer,
        KeywordIndexOptions options,
        string query,
        Func<string, double> weight,
        KeywordRestriction? restriction,
        CancellationToken cancellationToken)
    {
        var weights = reader.Schema.TextFields.Select(weight).ToList();
        var terms = Terms(analyzer, query).CountBy(term => term, StringComparer.Ordinal).Take(options.MaxQueryTerms);
        return new KeywordScorer(reader, options, weights).Score([.. terms.Select(term => (term.Key, term.Value))], restriction, cancellationToken);
    }

    /// <summary>The terms of a query without the words that only make it a question, unless it has no others, as in "Who are The Who?".</summary>
    public static string[] Terms(TextAnalyzer analyzer, string query)
    {
        var terms = analyzer.Terms(query);
        var rest = terms.Except(analyzer.Terms(QuestionWords)).ToHashSet(StringComparer.Ordinal);
        return rest.Count == 0 ? terms : [.. terms.Where(rest.Contains)];
    }
}
