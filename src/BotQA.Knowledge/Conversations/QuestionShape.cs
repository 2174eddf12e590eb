using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Conversations;

/// <summary>The parts of a question: the words that ask, and what it asks about.</summary>
internal sealed partial record QuestionShape
{
    // So few words without a verb that asks are the name of what is asked about.
    private const int MaxTopicBlanks = 5;

    private QuestionShape(string asking, string auxiliary, string rest)
    {
        Asking = asking;
        Auxiliary = auxiliary;
        Rest = rest;
    }

    /// <summary>The words that ask, such as "How long" or "Which boats"; empty for a question of yes or no.</summary>
    public string Asking { get; }

    /// <summary>The verb that follows them, such as "was" or "did"; empty where who or what is asked for does it: "Who declared the truce?"</summary>
    public string Auxiliary { get; }

    /// <summary>All after that, without the mark at the end: what the question is about.</summary>
    public string Rest { get; }

    /// <summary>The first thing that <see cref="Rest"/> names, or of which it names a part, such as "the price"; empty where there is none.</summary>
    public string Thing
    {
        get
        {
            if (Asking.Length + Auxiliary.Length == 0 && Rest.Count(' ') < MaxTopicBlanks)
            {
                return Rest;
            }

            var thing = ThingIn(Rest);
            var following = Rest[(Rest.IndexOf(thing, StringComparison.Ordinal) + thing.Length)..];
            if (NamePhrasePattern().Match(following) is { Success: true } name)
            {
                return thing + name.Value;
            }

            return OfPattern().Match(following) is { Success: true } of && !thing.Any(char.IsUpper) && ThingIn(following[of.Length..]) is { Length: > 0 } owner
                ? owner
                : thing;
        }
    }

    /// <summary>Takes a question apart.</summary>
    public static QuestionShape Of(string question)
    {
        var text = question.Trim().TrimEnd('?', '.', '!', ' ');
        var asked = AskingPattern().Match(text);
        if (!asked.Success)
        {
            return new QuestionShape("", "", text);
        }

        return new QuestionShape(asked.Groups["asking"].Value.Trim(), asked.Groups["auxiliary"].Value.Trim(), asked.Groups["rest"].Value.Trim().Trim('(', ')'));
    }

    // A thing ends where a verb, a preposition or a clause begins. It begins at once after "was" or "did", and with an article or a name else.
    private string ThingIn(string text)
    {
        var begin = BeginPattern().Match(text);
        var start = Auxiliary.Length > 0 ? 0 : begin.Success ? begin.Index : text.Length;
        var words = new List<string>();
        foreach (var word in WordPattern().EnumerateMatches(text.AsSpan(start)))
        {
            var next = text.Substring(start + word.Index, word.Length);
            var isArticle = ArticlePattern().IsMatch(next);
            if (EndPattern().IsMatch(next) || (isArticle && words.Count > 0))
            {
                break;
            }

            words.Add(next);
            if (text[(start + word.Index)..].StartsWith(next + ",", StringComparison.Ordinal))
            {
                break;
            }
        }

        var own = words.Count > 0 && ArticlePattern().IsMatch(words[0]) ? 1 : 0;
        if (words.Count == own)
        {
            return "";
        }

        // After "did" a verb in its base form follows, which looks like a noun: "did the ferry start", "do electric cars work".
        if (BaseFormPattern().IsMatch(Auxiliary))
        {
            var plural = words.FindIndex(own, word => char.IsLower(word[0]) && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal));
            var keep = plural >= 0 ? plural + 1 : words.FindLastIndex(word => !char.IsLower(word[0])) is var name and >= 0 ? name + 1 : words.Count - 1;
            words = words[..Math.Clamp(keep, own + 1, words.Count)];
        }

        return string.Join(' ', words);
    }

    [GeneratedRegex(@"^\W*(?<asking>((in|on|at|by|for|from|to|with|since|until|of|under|about|after|before|during|near)\s+)?(what|which|who|whom|whose|when|where|why|how(\s+(many|much|long|often|far|old|large|big|high|tall|deep|fast|wide))?)\b((\s+(?!(is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)\b)[\p{L}\p{N}'’-]+){0,4}(?=\s+(is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)\b))?|)(\s*\b(?<auxiliary>(is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)(n['’]t)?\b)|(?<=\w)(?=\s))(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex AskingPattern();

    [GeneratedRegex(@"^(do|does|did|can|could|will|would|shall|should|must|may|might)", RegexOptions.IgnoreCase)]
    private static partial Regex BaseFormPattern();

    [GeneratedRegex(@"\b(the|an?|my|our|your|each|every)\s+(?=[\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{Lu}\S+")]
    private static partial Regex BeginPattern();

    [GeneratedRegex(@"^ of ")]
    private static partial Regex OfPattern();

    // "the flight to Zurich"
    [GeneratedRegex(@"^ (to|of|in|from|at) (the )?\p{Lu}[\p{L}\p{N}'’-]*( \p{Lu}[\p{L}\p{N}'’-]*)*")]
    private static partial Regex NamePhrasePattern();

    [GeneratedRegex(@"^(the|an?|my|our|your|each|every)$", RegexOptions.IgnoreCase)]
    private static partial Regex ArticlePattern();

    [GeneratedRegex(@"[\p{L}\p{N}&][\p{L}\p{N}&'’.-]*(?<![.])")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^(in|on|at|of|for|by|from|with|to|about|during|after|before|since|until|than|per|under|over|into|through|between|against|near|as|and|or|but|that|which|who|whom|whose|when|where|while|if|because|is|are|was|were|be|been|being|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might|not|there|it|they|he|she|we|you|i|open|closed|available|free|safe|tall|high|long|wide|deep|heavy|expensive|allowed|required|possible|built|made|held|found|known|given|taken|born|begun|written|sold|paid|lost|won|sent|kept|left|shut|met|bought|brought|caught|taught|spent|drawn|grown|shown|thrown|flown|broken|chosen|stolen|frozen|driven|eaten|fallen|seen|done|gone|become|called|what|how|why|this|that|these|those|any|some|me|him|her|them|tell|\p{Ll}+ly|(?!(need|seed|feed|speed|breed|weed|deed|red|bed|shed|sled)$)\p{Ll}+ed)$", RegexOptions.IgnoreCase)]
    private static partial Regex EndPattern();
}
