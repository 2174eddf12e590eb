using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Conversations;

/// <summary>A word of a question that stands for something said before the question.</summary>
/// <param name="Kind">What it can stand for.</param>
/// <param name="Span">Its place in the question; with its noun, for "this city".</param>
/// <param name="IsPossessive">Whether it says whose: "her", "their".</param>
/// <param name="Noun">The noun it points at, for "this city"; else empty.</param>
internal sealed partial record FollowUpPronoun(PronounKind Kind, TextSpan Span, bool IsPossessive = false, string Noun = "")
{
    /// <summary>The pronouns of a question whose antecedent isn't in the question itself, in order.</summary>
    public static IEnumerable<FollowUpPronoun> In(string question)
    {
        if (ExpletivePattern().IsMatch(question))
        {
            question = ExpletivePattern().Replace(question, match => new string(' ', match.Length));
        }

        var found = PersonalPattern().Matches(question)
            .Where(match => !HasAntecedent(question, match))
            .Select(Personal)
            .Concat(PlacePattern().Matches(question).Select(match => new FollowUpPronoun(PronounKind.Place, SpanOf(match.Groups["there"]))))
            .Concat(PointedPattern().Matches(question).Select(match => new FollowUpPronoun(PronounKind.Pointed, SpanOf(match.Groups["phrase"]), Noun: match.Groups["noun"].Value)));
        return found.OrderBy(pronoun => pronoun.Span.Start);
    }

    private static TextSpan SpanOf(Group group) => new(group.Index, group.Index + group.Length);

    private static FollowUpPronoun Personal(Match match)
    {
        var word = match.Value.ToLowerInvariant();
        var kind = word switch
        {
            "it" or "its" => PronounKind.Thing,
            "they" or "them" or "their" or "theirs" => PronounKind.Several,
            _ => PronounKind.Person,
        };
        var isPossessive = word is "its" or "their" or "his" || (word == "her" && match.Groups["owned"].Success);
        return new FollowUpPronoun(kind, new TextSpan(match.Index, match.Index + match.Length), isPossessive);
    }

    // "Did Lynne Tracy say that she would come?" needs no history, "Did Putin meet her?" does: in one clause an object is somebody else.
    private static bool HasAntecedent(string question, Match pronoun)
    {
        var before = question[..pronoun.Index];
        var word = pronoun.Value.ToLowerInvariant();
        var isPerson = word is "he" or "she" or "him" or "her" or "his" or "hers";
        var named = (isPerson ? NamedPattern() : ThingPattern()).Match(before);
        if (!named.Success)
        {
            return false;
        }

        var isObject = word is "him" or "them" or "it" || (word == "her" && !pronoun.Groups["owned"].Success);
        return !isObject || ClausePattern().IsMatch(before[named.Index..]);
    }

    [GeneratedRegex(@"\b(he|she|him|her(?<owned>(?=\s+(?!(in|on|at|to|for|by|from|with|about|and|or|is|was|did|does|do|before|after|when|while|as|that|there|yet|today|now)\b)\p{L}))?|hers|his|it(?!['’]s)|its|they|them|their|theirs)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalPattern();

    [GeneratedRegex(@"\b(is|was|will|would|isn['’]t|wasn['’]t|does|did)\s+it\s+(be\s+|make sense\s+)?(true|possible|necessary|safe|legal|ok|okay|allowed|common|normal|better|best|worth\w*|important|likely|rain\w*|snow\w*|too late|a good idea|required|mandatory|fair|correct|hard|easy|difficult|cheaper|good|bad|to)\b(?=.*\b(to|that|if|for|when)\b|\W*$)|\b(does|did|would)\s+it\s+make\s+sense\b|\bit['’]?s?\s+(is\s+|was\s+)?(not\s+)?(true|possible|necessary|important|likely|common)\b(?=.*\b(to|that|if)\b)|\b(does|did|will|would)\s+it\s+(take|cost|mean)\s+(\w+\s+)?to\b|\b(is|was|are|were) it (called|known)\b|\bthan it (is|was|does|did)\b|\bas it (relates|is|was)\b|\bhow far is it\b|\bwhat time is it\b|\bit\s+(rain|snow)\w*\b", RegexOptions.IgnoreCase)]
    private static partial Regex ExpletivePattern();

    [GeneratedRegex(@"(?<!\b(is|are|was|were|will|would|be|been|has|have|had|do|does|did|can|could)\s)\b(?<there>there)\b(?!\s+(is|are|was|were|will|has|have|a|an|any)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"(^\W*|\b(in|on|at|of|for|by|from|with|to|about|during|after|before|since|than|like|under|is|was|are|were|did|does|do|has|had|can|could|will|would|why|how|when|what|which|say|says|said|know|mean|tell|explain|because|despite|besides|and|or)\s+)(?<phrase>(this|these|those|that)\s+(?!(is|are|was|were|will|would|can|could|has|have|had|does|do|did|mean|means|the|a|an|in|on|at|of|for|by|from|with|to|about|he|she|it|they|we|you|i|and|or|not|there|happen|happened|work|works|include|includes|apply|applies|year|month|week|morning|evening|case|time|point|way|kind|type|context)\b)(\p{Ll}+\s+(?=(\p{Ll}{3,})(\W*$|\s+(is|are|was|were|in|on|at|for|has|have|did|does|do))))?(?<noun>(?!\p{Ll}+ed\b)\p{Ll}{3,})|(this|that|these|those)(?=\W*$|\s+(is|are|was|were|will|would|can|could|has|have|had|does|do|did|mean|means|happen|happened|work|works|include|includes|apply|applies|in|on|at|for|by|from|with|to|and|or)\b))", RegexOptions.IgnoreCase)]
    private static partial Regex PointedPattern();

    [GeneratedRegex(@"(?<=\s)\p{Lu}\p{L}+|^\W*(?!(Who|What|When|Where|Why|How|Which|Whom|Whose|Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|Would|Should|Shall|May|Might|Must|And|But|Or|So|If|In|On|At|After|Before|Then|Also|Tell|Please|Ok|Okay|Since|By|For|From|To|With|About|He|She|His|Her)\b)\p{Lu}\p{L}+")]
    private static partial Regex NamedPattern();

    [GeneratedRegex(@"\b(the|a|an|my|our|your|each|every)\s+[\p{L}\p{N}]+|(?<=\s)\p{Lu}\p{L}+|\b(do|did|have|are|were|can|could|will|would|should|must|may|how many|which|what [\p{L}]+ of)\s+(\p{Ll}+\s+){0,2}?(?!(is|was|does|has|its|his|this)\b)\p{Ll}+(?<!s)s\b|\bwhich \p{Ll}+(?=\s+\p{Ll}+ed\b)", RegexOptions.None)]
    private static partial Regex ThingPattern();

    [GeneratedRegex(@"[,;.?!]|\b(and|or|but|when|while|if|because|that|which|who|after|before|since|so|though|although|until|where|say|said|says|think|thinks)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClausePattern();
}
