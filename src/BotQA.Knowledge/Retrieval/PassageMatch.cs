namespace BotQA.Knowledge.Retrieval;

/// <summary>How a passage's sentences match a question.</summary>
/// <param name="Similarities">The cosine similarity of the question and each sentence.</param>
/// <param name="Terms">The set of the question's terms in each sentence, a bit each.</param>
/// <param name="ContextTerms">The set of the question's terms in the title and the heading path.</param>
internal sealed record PassageMatch(float[] Similarities, ulong[] Terms, ulong ContextTerms)
{
    /// <summary>The terms in any sentence.</summary>
    public ulong AllTerms => Terms.Aggregate(0UL, (all, terms) => all | terms);

    /// <summary>The similarity of the best sentence.</summary>
    public float BestSimilarity => Similarities.Length == 0 ? 0 : Similarities.Max();

    /// <summary>The share of the question's term weight in the best window of two sentences, terms of the context counted in part.</summary>
    public double BestWindow(QuestionAnalysis question, double contextTermWeight)
    {
        var best = 0.0;
        for (var i = 0; i < Terms.Length; i++)
        {
            var window = i + 1 < Terms.Length ? Terms[i] | Terms[i + 1] : Terms[i];
            best = Math.Max(best, question.ShareOf(window) + (contextTermWeight * question.ShareOf(ContextTerms & ~window)));
        }

        return Math.Min(1, best);
    }
}
