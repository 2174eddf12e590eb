using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Answering;

/// <summary>Tells from a question's own words what kind of thing it asks for.</summary>
internal static partial class AnswerTypeClassifier
{
    // The first pattern that matches decides, so the more specific stand first.
    private static readonly (Regex Pattern, AnswerType Type)[] Rules =
    [
        (YesNoPattern(), AnswerType.YesNo),
        (DatePattern(), AnswerType.Date),
        (DurationPattern(), AnswerType.Duration),
        (NumberPattern(), AnswerType.Number),
        (PlacePattern(), AnswerType.Place),
        (PersonPattern(), AnswerType.Person),
        (ReasonPattern(), AnswerType.Reason),
    ];

    public static AnswerType Classify(string question)
    {
        foreach (var (pattern, type) in Rules)
        {
            if (pattern.IsMatch(question))
            {
                return type;
            }
        }

        return AnswerType.Other;
    }

    [GeneratedRegex(@"^\W*(is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(n't|n’t)?\b(?!.*\b(who|what|when|where|which|why|how)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex YesNoPattern();

    [GeneratedRegex(@"\bwhen\b|\bhow long ago\b|\b(what|which)\s+(\w+\s+)?(year|date|day|month|century|decade|season|time)\b|\bon what date\b", RegexOptions.IgnoreCase)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\bhow long (is|are|was|were|did|does|do|has|have|had|will|would|can|could|until|after|before|should|must|may|the)\b(?!.*\b(river|road|bridge|wall|tunnel|coast\w*|border|street|tail|snake|ship|boat|film reel)\b)|\bhow long\W*$|\b(what|which)\s+(is|was|are|were)\s+the\s+(duration|length of time)\b|\bhow many (seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"\bhow (many|much|old|tall|far|high|big|large|fast|deep|wide|heavy|often|hot|cold|long|few)\b|\b(what|which)\s+(\w+\s+){0,2}(number|percentage|percent|amount|population|proportion|share|price|cost|rate|age|height|distance|temperature|speed|size)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\bwhere\b|\b(what|which)\s+(\w+\s+){0,2}(country|countries|city|cities|state|states|place|places|town|towns|village|continent|location|region|regions|county|island|province|planet)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"\b(who|whom|whose|who's|who’s)\b|\b(what|which)\s+(\w+\s+){0,2}(person|man|woman|actor|actress|president|leader|king|queen|player|author|writer|singer|director|company|band|team|organi[sz]ation|aide|ambassador|minister|official)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(@"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat (is|was) the (reason|cause)\b|\bwhat (caused|causes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReasonPattern();
}
