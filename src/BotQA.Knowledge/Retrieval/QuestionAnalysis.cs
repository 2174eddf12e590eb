using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Retrieval;

/// <summary>A question as it is searched: its terms with their weights, and its embedding.</summary>
public sealed class QuestionAnalysis
{
    /// <summary>The number of distinct terms that are weighed; later ones only take part in the keyword search.</summary>
    public const int MaxTerms = 64;

    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>Creates an analysis.</summary>
    /// <param name="text">The standalone question.</param>
    /// <param name="tokens">Its words, in order.</param>
    /// <param name="terms">Its distinct terms; those beyond <see cref="MaxTerms"/> are left out.</param>
    /// <param name="embedding">Its unit vector; empty in keyword mode.</param>
    public QuestionAnalysis(
        string text, IReadOnlyList<AnalyzedToken> tokens, IReadOnlyList<KeywordQueryTerm> terms, ReadOnlyMemory<float> embedding)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(terms);
        Text = text;
        Tokens = tokens;
        Embedding = embedding;
        Terms = terms.Count <= MaxTerms ? terms : [.. terms.Take(MaxTerms)];
        for (var i = 0; i < Terms.Count; i++)
        {
            _positions[Terms[i].Term] = i;
            TotalWeight += Terms[i].Idf;
        }
    }

    /// <summary>The standalone question.</summary>
    public string Text { get; }

    /// <summary>The words that are searched, with their places in <see cref="Text"/>.</summary>
    public IReadOnlyList<AnalyzedToken> Tokens { get; }

    /// <summary>The distinct terms with their inverse document frequencies, at most <see cref="MaxTerms"/>.</summary>
    public IReadOnlyList<KeywordQueryTerm> Terms { get; }

    /// <summary>The unit vector of the question; empty in keyword mode.</summary>
    public ReadOnlyMemory<float> Embedding { get; }

    /// <summary>The sum of the terms' inverse document frequencies.</summary>
    public double TotalWeight { get; }

    /// <summary>The bit of a term in a set of terms, 0 for one that isn't the question's.</summary>
    internal ulong BitOf(string term) => _positions.TryGetValue(term, out var position) ? 1UL << position : 0;

    /// <summary>The share of <see cref="TotalWeight"/> that a set of terms holds, 0 to 1.</summary>
    internal double ShareOf(ulong terms)
    {
        if (TotalWeight <= 0)
        {
            return 0;
        }

        var weight = 0.0;
        for (var rest = terms; rest != 0; rest &= rest - 1)
        {
            weight += Terms[System.Numerics.BitOperations.TrailingZeroCount(rest)].Idf;
        }

        return weight / TotalWeight;
    }
}
