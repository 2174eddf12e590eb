using System.Text.RegularExpressions;
using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Conversations;

/// <summary>Completes questions that are only the part in which they differ from the one before: "Why?", "And in 2024?", "What about the ketch?"</summary>
internal static partial class FragmentQuestion
{
    private const int MaxWords = 6;
    private const string Name = "name";

    /// <summary>The whole question; null where a question is no such part.</summary>
    public static string? Complete(string question, ConversationTurn previous)
    {
        if (AskingPattern().Match(question) is { Success: true } asking)
        {
            return Asking(asking.Groups["asking"].Value, previous);
        }

        var other = OtherPattern().Match(question);
        if (!other.Success || other.Groups["other"].Value.Split(' ').Length > MaxWords || VerbPattern().IsMatch(other.Groups["other"].Value))
        {
            return null;
        }

        return Other(other.Groups["other"].Value, previous.StandaloneQuestion.TrimEnd('?', ' ', '.'));
    }

    // "When was the lighthouse built?" and "Why?" make "Why was the lighthouse built?"
    private static string? Asking(string asking, ConversationTurn previous)
    {
        var shape = QuestionShape.Of(previous.StandaloneQuestion);
        if (shape.Rest.Length == 0 || NegatedPattern().IsMatch(asking))
        {
            return null;
        }

        if (shape.Auxiliary.Length > 0)
        {
            // What was asked for before becomes part of what is asked about: "How many boats did the harbour have?"
            return Sentence($"{asking} {shape.Auxiliary.ToLowerInvariant()} {shape.Rest}");
        }

        if (SubjectPattern().IsMatch(asking))
        {
            return Sentence($"{asking} {shape.Rest}");
        }

        var subject = previous.IsAnswered && previous.ShortAnswer.Length is > 0 and < 60 ? $"{previous.ShortAnswer} " : "";
        return Sentence($"{asking} ({subject}{shape.Rest})");
    }

    private static string? Other(string other, string previous)
    {
        var date = PhraseFinder.Find(other, AnswerType.Date);
        if (date.Count > 0)
        {
            var dates = PhraseFinder.Find(previous, AnswerType.Date);
            return dates.Count > 0
                ? Sentence(previous[..dates[^1].Start] + date[^1].Of(other) + previous[dates[^1].End..])
                : Sentence($"{previous} {(PrepositionPattern().IsMatch(other) ? "" : "in ")}{other}");
        }

        if (PrepositionPattern().Match(other) is { Success: true } preposition)
        {
            var same = Regex.Match(previous, $@"\b{preposition.Groups["word"].Value}\s+(?:(?!\b(in|on|at|of|for|by|from|with|to|during|after|before)\b)[^,;])+", RegexOptions.IgnoreCase | RegexOptions.RightToLeft);
            return same.Success
                ? Sentence($"{previous[..same.Index]}{other}{(same.Value.EndsWith(' ') ? " " : "")}{previous[(same.Index + same.Length)..]}")
                : Sentence($"{previous} {other}");
        }

        return Counterpart(other, previous) is { } counterpart
            ? Sentence(previous[..counterpart.Index] + other + previous[(counterpart.Index + counterpart.Length)..])
            : Sentence($"{previous} ({other})");
    }

    // What the new words stand in the place of: what ends in the same word; what was counted, for several; who did something, for a name; else what
    // has an equal beginning, a name or an article, the last first.
    private static Group? Counterpart(string other, string previous)
    {
        var phrases = PhrasePattern().Matches(previous).Select(match => match.Groups["phrase"]).ToList();
        var last = other[(other.LastIndexOf(' ') + 1)..];
        return phrases.LastOrDefault(phrase => phrase.Value != other && phrase.Value.EndsWith(last, StringComparison.OrdinalIgnoreCase))
            ?? (CountedPattern().Match(previous) is { Success: true } counted && other.EndsWith('s') ? counted.Groups["phrase"] : null)
            ?? (KindOf(other) == Name && SubjectNamePattern().Match(previous) is { Success: true } subject ? subject.Groups["phrase"] : null)
            ?? phrases.LastOrDefault(phrase => KindOf(phrase.Value) == KindOf(other));
    }

    private static string KindOf(string phrase) => char.IsUpper(phrase[0]) ? Name
        : ArticlePattern().Match(phrase) is { Success: true } article ? (article.Value.StartsWith('t') ? "the" : "a")
        : "noun";

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd()}?";

    [GeneratedRegex(@"^\W*(?<asking>(by|with|for|to|from|at|in|since|until|of)?\s*(why|when|where|who|whom|what|which|how)(\s+(many|much|long|often|far|old|large|big|high|tall|else|not|come|so|for|year|time|date|city|country|one|ones|exactly|then|again)){0,2})\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex AskingPattern();

    [GeneratedRegex(@"\b(not|so|come|one|ones|for|again|what)$|^\W*(what|which|how)$", RegexOptions.IgnoreCase)]
    private static partial Regex NegatedPattern();

    [GeneratedRegex(@"^(who|what|which)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SubjectPattern();

    [GeneratedRegex(@"^\W*((and|but|or|so|ok(ay)?|then)\W+)*(what|how)\s+about\s+(?<other>[^?.!]+?)\W*$|^\W*((and|or|but|also)\W+)+(for\s+example\s+)?(?<other>[^?.!]+?)\W*$|^\W*(?<other>(in|on|for|during|by|from|with|at|to)\s+[^?.!]+?)\?\W*$|^\W*(?<other>(the|an?|\p{Lu}\S*)\s*[^?.!]*?)\?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherPattern();

    [GeneratedRegex(@"\b(is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|who|whom|whose|what|which|when|where|why|how|it|he|she|they|we|you|i|this|that|these|those|there|tell|give|show|list|name|explain|describe)\b", RegexOptions.IgnoreCase)]
    private static partial Regex VerbPattern();

    [GeneratedRegex(@"^(?<word>in|on|at|for|by|from|with|to|during|after|before|since|until|of)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex PrepositionPattern();

    [GeneratedRegex(@"\b(?<phrase>(the|an?)\s+((?!(in|on|at|of|for|by|from|with|to|during|after|before|that|which|who|is|are|was|were)\b)[\p{L}\p{N}'’-]+\s*){1,4}?)(?=\W*$|\s+(in|on|at|of|for|by|from|with|to|during|after|before|that|which|who|is|are|was|were)\b|[,;?(])|(?<=\s)(?<phrase>\p{Lu}[\p{L}\p{N}'’-]*(\s+\p{Lu}[\p{L}\p{N}'’-]*)*)|\b(for|of|to|with|by|on|in)\s+(?<phrase>\p{Ll}[\p{Ll}-]+)(?=\W*$|\s+(in|on|at|of|for|by|from|with|to)\b)")]
    private static partial Regex PhrasePattern();

    [GeneratedRegex(@"\bhow many (?<phrase>(\p{L}+ ){0,2}?\p{L}+s)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CountedPattern();

    [GeneratedRegex(@"\b([Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Hh]ad) (?<phrase>\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{N}'’-]*)*)")]
    private static partial Regex SubjectNamePattern();

    [GeneratedRegex(@"^(the|an?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ArticlePattern();
}
