using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>What speaks for the documents having an answer at all.</summary>
internal static class ConfidenceFeatures
{
    // The passages that are looked at, however many were retrieved.
    private const int Passages = 10;

    /// <summary>The names of the values that <see cref="Extract"/> gives, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "vector", "sentence", "chosenSimilarity", "keyword", "window", "passageTerms", "chosenTerms", "unknownTerms", "rarestTerm",
        "missingNames", "vectorLead", "sentenceShare", "typedFound", "typedMissing", "phraseOverlap", "terms",
    ];

    /// <summary>The names of the values when passages were read.</summary>
    public static IReadOnlyList<string> NamesWithReader { get; } =
        [.. Names, "reader", "readerPositive", "readerPassage", "readerMargin", "readerAgreement"];

    /// <summary>Computes the features of a question, its passages and its ranked sentences, of which there is at least one.</summary>
    public static double[] Extract(ReadRetrieval retrieval, IReadOnlyList<SentenceCandidate> ranked, PassageMatcher matcher)
    {
        var features = OfMatches(retrieval, ranked, matcher);
        return retrieval.IsRead ? [.. features, .. OfReadings(retrieval, ranked)] : features;
    }

    private static double[] OfMatches(ReadRetrieval retrieval, IReadOnlyList<SentenceCandidate> ranked, PassageMatcher matcher)
    {
        var question = retrieval.Question;
        var chosen = ranked[0];
        var match = matcher.Match(question, chosen.Passage.Chunk);
        var known = match.AllTerms | match.ContextTerms;
        var scores = retrieval.Retrieved.Take(Passages).Select(passage => passage.Scores).ToList();
        var bestVector = scores.Max(score => score.Vector);
        var type = AnswerTypeClassifier.Classify(question.Text);
        var typed = type is AnswerType.Person or AnswerType.Place or AnswerType.Date or AnswerType.Duration or AnswerType.Number;
        var rarest = Rarest(question);
        return
        [
            bestVector,
            scores.Max(score => score.Sentence),
            chosen.Similarity,
            question.TotalWeight > 0 ? Math.Min(1.5, scores.Max(score => score.Keyword) / question.TotalWeight / 2.2) : 0,
            scores.Max(score => score.Window),
            question.ShareOf(known),
            question.ShareOf(chosen.Terms | match.ContextTerms),
            UnknownShare(question),
            rarest != 0 && (known & rarest) == 0 ? 1 : 0,
            question.ShareOf(QuestionNames.Of(question) & ~known),
            bestVector - scores.Average(score => score.Vector),
            Share(ranked),
            typed && chosen.Phrases.Count > 0 ? 1 : 0,
            typed && chosen.Phrases.Count == 0 ? 1 : 0,
            chosen.Features[SentenceFeatures.PhraseOverlap],
            Math.Min(1, question.Terms.Count / 12.0),
        ];
    }

    private static double[] OfReadings(ReadRetrieval retrieval, IReadOnlyList<SentenceCandidate> ranked)
    {
        var chosen = ReaderScale.Feature(ranked[0].Reading);
        var best = retrieval.Passages.Max(passage => ReaderScale.Feature(passage.Reading?.Best));
        var answer = ranked[0].Answer;
        var others = ranked.Skip(1).Where(candidate => candidate.Reading is not null).ToLookup(candidate => AnswerWords.Agree(candidate.Answer, answer));
        var rival = others[false].Select(candidate => ReaderScale.Feature(candidate.Reading)).DefaultIfEmpty(-1).Max();
        var agreeing = others[true].Where(candidate => candidate.Reading!.Score > 0).DistinctBy(candidate => candidate.Passage.Chunk.Key).Count();
        return [chosen, Math.Max(0, chosen), best, Math.Clamp(chosen - rival, -1, 1), Math.Min(1, agreeing / 3.0)];
    }

    private static double UnknownShare(QuestionAnalysis question)
    {
        var unknown = 0UL;
        for (var i = 0; i < question.Terms.Count; i++)
        {
            unknown |= question.Terms[i].DocumentFrequency == 0 ? 1UL << i : 0;
        }

        return question.ShareOf(unknown);
    }

    private static ulong Rarest(QuestionAnalysis question)
    {
        var rarest = -1;
        for (var i = 0; i < question.Terms.Count; i++)
        {
            rarest = rarest < 0 || question.Terms[i].Idf > question.Terms[rarest].Idf ? i : rarest;
        }

        return rarest < 0 ? 0 : 1UL << rarest;
    }

    // The chosen sentence's share of the exponentiated scores, as in the model that ranks them.
    private static double Share(IReadOnlyList<SentenceCandidate> ranked) => 1 / ranked.Sum(candidate => Math.Exp(candidate.Score - ranked[0].Score));
}
