using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>What speaks for a sentence as the answer to a question.</summary>
internal static partial class SentenceFeatures
{
    /// <summary>The names of the values that <see cref="Extract"/> gives, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "passageScore", "similarity", "overlap", "contextOverlap", "previousOverlap", "nextOverlap", "phrases",
        "person", "place", "date", "duration", "number", "reason", "definition",
        "opening", "passageOpening", "length", "fragment", "question", "heading", "pronoun",
    ];

    /// <summary>Computes the features of one sentence of a passage.</summary>
    public static double[] Extract(QuestionAnalysis question, AnswerType type, RetrievedPassage passage, PassageMatch match, int index, string sentence, IReadOnlyList<TextSpan> phrases, double phraseOverlap)
    {
        var terms = match.Terms[index];
        var context = match.ContextTerms & ~terms;
        var known = terms | context;
        var previous = index > 0 ? match.Terms[index - 1] & ~known : 0;
        var next = index + 1 < match.Terms.Length ? match.Terms[index + 1] & ~known : 0;
        var found = phrases.Count > 0 ? 1.0 : 0.0;
        return
        [
            passage.Score,
            match.Similarities[index],
            question.ShareOf(terms),
            question.ShareOf(context),
            question.ShareOf(previous),
            question.ShareOf(next),
            phraseOverlap,
            type == AnswerType.Person ? found : 0,
            type == AnswerType.Place ? found : 0,
            type == AnswerType.Date ? found : 0,
            type == AnswerType.Duration ? found : 0,
            type == AnswerType.Number ? found : 0,
            type == AnswerType.Reason && ReasonPattern().IsMatch(sentence) ? 1 : 0,
            DefinitionQuestionPattern().IsMatch(question.Text) && DefinitionPattern().IsMatch(sentence) ? 1 : 0,
            passage.Chunk.Index == 0 && index == 0 ? 1 : 0,
            index == 0 ? 1 : 0,
            Math.Min(1, sentence.Length / 300.0),
            sentence.Length < 25 ? 1 : 0,
            sentence.EndsWith('?') ? 1 : 0,
            HeadingPattern().IsMatch(sentence) ? 1 : 0,
            Pronouns.IsSubject(sentence) ? 1 : 0,
        ];
    }

    [GeneratedRegex(@"\b(because|due to|in order to|so that|since|caused by|as a result|reason|owing to|thanks to|led to|to (avoid|prevent|protect|make|help|reduce|ensure|allow|keep|get))\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReasonPattern();

    [GeneratedRegex(@"^\W*(what|who)('s|’s|\s+(is|are|was|were|does|do))\b|\bmeaning of\b|\bdefine\b|\bmean\b", RegexOptions.IgnoreCase)]
    private static partial Regex DefinitionQuestionPattern();

    [GeneratedRegex(@"^.{2,80}?\b(is|are|was|were)\s+(an?|the|one of)\b|\b(refers? to|means|known as|called|defined as|consists? of)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DefinitionPattern();

    [GeneratedRegex(@"^[^.!?…:]{1,80}$")]
    private static partial Regex HeadingPattern();
}
