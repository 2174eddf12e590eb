namespace BotQA.Knowledge.Storage;

/// <summary>
/// Keyword search over the chunks of a collection. The collection keeps the index: what is upserted or deleted there is found, or no
/// longer found, here at once. Obtain it from a collection with <c>GetService(typeof(IKeywordIndex))</c>.
/// </summary>
/// <remarks>Safe for use from many threads at once.</remarks>
public interface IKeywordIndex
{
    /// <summary>Splits a text into the terms by which it is indexed and searched.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The terms in the order of the text, stop words left out; empty when nothing is left.</returns>
    IReadOnlyList<AnalyzedToken> Analyze(string text);

    /// <summary>Finds the chunks that match a query best by BM25F: BM25 over the weighted frequencies of a term in the fields.</summary>
    /// <param name="query">
    /// What a person typed; no character has a meaning of its own. A term that occurs several times counts as often. Words like "who" and
    /// "did" are left out unless there are no others, and so are terms beyond <see cref="KeywordIndexOptions.MaxQueryTerms"/>.
    /// </param>
    /// <param name="top">The number of matches wanted, at least 0; with 0 only the terms are looked up.</param>
    /// <param name="options">What to search; null for everything with the configured weights.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The matches and the query's terms, both of the same state of the index; without matches when no term is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is negative.</exception>
    ValueTask<KeywordSearchResult> SearchAsync(
        string query,
        int top,
        KeywordSearchOptions? options = null,
        CancellationToken cancellationToken = default);
}
