using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Reading;
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
        "opening", "passageOpening", "position", "length", "fragment", "question", "heading", "pronoun",
        "topicalOverlap", "pronounContext", "unit", "agent",
    ];

    /// <summary>The names of the values when passages are read: those above, then those of <see cref="OfReading"/>.</summary>
    public static IReadOnlyList<string> NamesWithReader { get; } = [.. Names, "reader", "readerPositive", "readerBest"];

    /// <summary>The position of the share of the question's word pairs among the values.</summary>
    public const int PhraseOverlap = 6;

    /// <summary>Computes the features of one sentence of a passage.</summary>
    public static double[] Extract(QuestionAnalysis question, AnswerType type, RetrievedPassage passage, PassageMatch match, int index, string sentence, IReadOnlyList<TextSpan> phrases, double phraseOverlap)
    {
        var terms = match.Terms[index];
        var context = match.ContextTerms & ~terms;
        var known = terms | context;
        var previous = index > 0 ? match.Terms[index - 1] & ~known : 0;
        var next = index + 1 < match.Terms.Length ? match.Terms[index + 1] & ~known : 0;
        var topic = question.ShareOf(match.ContextTerms);
        var pronoun = Pronouns.IsSubject(sentence) ? 1.0 : 0.0;
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
            Math.Min(1, index / 10.0),
            Math.Min(1, sentence.Length / 300.0),
            sentence.Length < 25 ? 1 : 0,
            sentence.EndsWith('?') ? 1 : 0,
            HeadingPattern().IsMatch(sentence) ? 1 : 0,
            pronoun,
            topic < 1 ? question.ShareOf(terms & ~match.ContextTerms) / (1 - topic) : 0,
            pronoun * question.ShareOf(previous),
            type == AnswerType.Number && UnitOf(question.Text) is { } unit && phrases.Any(phrase => IsFollowedBy(sentence, phrase, unit)) ? 1 : 0,
            type == AnswerType.Person && phrases.Any(phrase => AgentPattern().IsMatch(sentence.AsSpan(0, phrase.Start))) ? 1 : 0,
        ];
    }

    /// <summary>What the reader says of one sentence: its score, the part of that above 0, and whether the passage's best answer lies here.</summary>
    public static double[] OfReading(PassageReading? passage, SpanReading? sentence)
    {
        var score = ReaderScale.Feature(sentence);
        return [score, Math.Max(0, score), sentence is not null && sentence.Span == passage?.Best.Span ? 1 : 0];
    }

    private static string? UnitOf(string question)
    {
        var match = UnitPattern().Match(question);
        return match.Success ? match.Groups["unit"].Value : null;
    }

    // The unit may be in the singular, and a word or two may stand between: "30 foreign leaders".
    private static bool IsFollowedBy(string sentence, TextSpan number, string unit)
    {
        var following = sentence.AsSpan(number.End, Math.Min(40, sentence.Length - number.End));
        return following.Contains(unit.AsSpan(0, Math.Max(3, unit.Length - 2)), StringComparison.OrdinalIgnoreCase)
            || sentence.AsSpan(number.Start, number.Length).Contains(unit, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\bhow (many|much)\s+(?<unit>\p{L}{3,})", RegexOptions.IgnoreCase)]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"\bby\s+((the|a|an)\s+)?([\p{Ll}-]+\s+){0,3}$", RegexOptions.IgnoreCase)]
    private static partial Regex AgentPattern();

    [GeneratedRegex(@"\b(because|due to|in order to|so that|since|caused by|as a result|reason|owing to|thanks to|led to|to (avoid|prevent|protect|make|help|reduce|ensure|allow|keep|get))\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReasonPattern();

    [GeneratedRegex(@"^\W*(what|who)('s|’s|\s+(is|are|was|were|does|do))\b|\bmeaning of\b|\bdefine\b|\bmean\b", RegexOptions.IgnoreCase)]
    private static partial Regex DefinitionQuestionPattern();

    [GeneratedRegex(@"^.{2,80}?\b(is|are|was|were)\s+(an?|the|one of)\b|\b(refers? to|means|known as|called|defined as|consists? of)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DefinitionPattern();

    [GeneratedRegex(@"^[^.!?…:]{1,80}$")]
    private static partial Regex HeadingPattern();
}
