using System.Globalization;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Verification;

/// <summary>Reads a text as words with what stands around them.</summary>
internal static partial class StatementReader
{
    // How many words a denial reaches.
    private const int NegationReach = 6;

    private static readonly HashSet<string> Light = new(StringComparer.Ordinal)
    {
        "get", "got", "make", "made", "need", "have", "has", "had", "do", "doe", "did", "done", "be", "been", "am", "were", "give", "gave", "given", "take", "took", "taken",
        "can", "could", "mai", "might", "must", "should", "would", "shall", "also", "both", "each", "from", "about", "onli", "just", "now", "then", "there", "when", "which", "who", "whom", "whose",
        "what", "where", "how", "he", "she", "him", "her", "hi", "it", "we", "you", "your", "i", "our", "them", "one", "so", "than", "while", "whoever", "who", "although", "because", "sinc", "through",
        "after", "befor", "between", "within", "without", "over", "under", "until", "up", "out", "off", "per", "via", "dure", "accord", "howev", "therefor", "exist", "someon", "everyon", "peopl", "onc", "back", "everi", "all", "ani", "other",
        "more", "most", "less", "least", "do", "go", "done", "say", "said", "tell", "told", "state", "like", "such", "too", "veri", "longer", "still", "work", "last", "long", "total", "well", "togeth", "be", "against", "behind", "abov", "below", "us", "use",
    };

    private static readonly HashSet<string> Negators = new(StringComparer.OrdinalIgnoreCase)
    {
        "not", "no", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "without", "cannot", "hardly",
    };

    private static readonly HashSet<string> Boundaries = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "but", "or", "while", "which", "who", "whose", "because", "since", "as", "so", "although", "though", "when", "if", "whereas", "that", "where", "before", "after",
    };

    private static readonly HashSet<string> Prepositions = new(StringComparer.OrdinalIgnoreCase)
    {
        "of", "in", "on", "at", "by", "from", "to", "with", "without", "for", "against", "behind", "before", "after", "above", "below", "over", "under", "until", "since", "than", "as", "into", "onto", "through",
    };

    private static readonly HashSet<string> Auxiliaries = new(StringComparer.OrdinalIgnoreCase) { "is", "are", "was", "were", "be", "been", "being" };

    // "the two ferries", "the other three": what a passage that names them need not say.
    private static readonly HashSet<string> Determiners = new(StringComparer.OrdinalIgnoreCase) { "the", "these", "those", "other", "your" };

    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an", "its", "their", "his", "her" };

    /// <summary>Reads a text.</summary>
    /// <param name="text">One or more sentences.</param>
    /// <param name="matcher">Finds the stems of words.</param>
    /// <param name="sentenceStarts">Where the sentences begin, the first at 0.</param>
    public static IReadOnlyList<StatementWord> Read(string text, PassageMatcher matcher, IReadOnlyList<int>? sentenceStarts = null)
    {
        var numbers = NumberFacts.Of(text);
        var terms = matcher.Tokens(text).GroupBy(token => token.Start).ToDictionary(tokens => tokens.Key, tokens => tokens.First());
        var words = new List<StatementWord>();
        var (clause, sentence, reach) = (0, 0, 0);
        string? preposition = null;
        var (beforePrevious, previous) = ("", "");
        var isHead = false;
        foreach (Match match in WordPattern().Matches(text))
        {
            var raw = match.Value;
            var before = previous;
            var isPassive = Auxiliaries.Contains(before) || Auxiliaries.Contains(beforePrevious);
            (beforePrevious, previous) = (previous, raw);
            while (sentenceStarts is not null && sentence + 1 < sentenceStarts.Count && match.Index >= sentenceStarts[sentence + 1])
            {
                sentence++;
                clause++;
                reach = 0;
            }

            if (match.Groups["stop"].Success)
            {
                clause++;
                reach = raw[0] is ';' or '(' or ')' ? 0 : reach;
                preposition = null;
                continue;
            }

            // "between 6 and 22" is one thing.
            var isRange = words.Count > 0 && words[^1].IsNumber && numbers.Any(number => number.Start == match.Index + raw.Length + 1);
            if (Boundaries.Contains(raw) && !isRange)
            {
                clause++;
                reach = raw.ToLowerInvariant() is "and" or "or" ? reach : 0;
            }

            if (Negators.Contains(raw) || raw.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || raw.EndsWith("n’t", StringComparison.OrdinalIgnoreCase))
            {
                reach = NegationReach;
                isHead = true;
                preposition = raw.Equals("without", StringComparison.OrdinalIgnoreCase) ? "without" : preposition;
                continue;
            }

            if (Prepositions.Contains(raw))
            {
                preposition = raw.ToLowerInvariant();
            }

            var number = numbers.Where(number => number.Start <= match.Index && match.Index < number.End).Cast<NumberFact?>().FirstOrDefault();
            if (number is { } fact)
            {
                if (fact.Start == match.Index)
                {
                    words.Add(new StatementWord(text[fact.Start..fact.End], "#" + fact.Value.ToString("0.#########", CultureInfo.InvariantCulture), clause, sentence, match.Index)
                    {
                        Preposition = preposition,
                        IsCount = fact.Value is 2 or 3 && raw is "two" or "three" && Determiners.Contains(before),
                        Bound = BoundOf(text[Math.Max(0, fact.Start - 30)..fact.Start], text[fact.End..Math.Min(text.Length, fact.End + 30)]),
                    });
                    preposition = null;
                }

                continue;
            }

            if (!terms.TryGetValue(match.Index, out var token))
            {
                continue;
            }

            var isPronoun = PronounPattern().IsMatch(raw) && !(raw == "I" && before.Length > 0 && char.IsUpper(before[0]));
            var isName = char.IsDigit(raw[0]) || char.IsUpper(raw[0]) && !isPronoun && (!IsFirst(words, sentence, text, match.Index) || raw.Skip(1).Any(c => char.IsUpper(c) || char.IsDigit(c)));
            var isLight = isPronoun || (!isName && Light.Contains(token.Term));
            words.Add(new StatementWord(raw, token.Term, clause, sentence, match.Index)
            {
                IsName = isName,
                IsLight = isLight,
                Preposition = preposition,
                HasArticle = Articles.Contains(before),
                IsPassive = isPassive,
                Degree = DegreeOf(before),
                IsNegated = reach > 0,
                IsNegationHead = isHead && !isLight && !isName,
            });
            if (!isLight)
            {
                reach = Math.Max(0, reach - 1);
                isHead &= isName;
            }

            preposition = Articles.Contains(raw) || Prepositions.Contains(raw) ? preposition : null;
        }

        return words;
    }

    private static bool IsFirst(List<StatementWord> words, int sentence, string text, int start) =>
        (words.Count == 0 || words[^1].Sentence != sentence) && !text[..start].Any(char.IsLetterOrDigit) || words.Count > 0 && words[^1].Sentence != sentence;

    private static int DegreeOf(string before) => before.ToLowerInvariant() switch
    {
        "more" => 1,
        "less" or "fewer" => -1,
        _ => 0,
    };

    private static int BoundOf(string before, string after)
    {
        var lower = LowerBound().IsMatch(before) || LowerBoundAfter().IsMatch(after);
        var upper = UpperBound().IsMatch(before) || UpperBoundAfter().IsMatch(after);
        var flipped = FlippedBound().IsMatch(before);
        return lower == upper ? 0 : lower != flipped ? 1 : -1;
    }

    [GeneratedRegex(@"(?<stop>[;()–—]|[,:](?!\p{N})|\s-\s)|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^(?:I|(?:I|you|he|she|it|we|they|that|there|who|what)['’](?:m|re|ve|ll|d|s))$", RegexOptions.IgnoreCase)]
    private static partial Regex PronounPattern();

    [GeneratedRegex(@"\b(at least|more than|over|upwards of|above|longer than|exceeding|a minimum of|no less than|no fewer than)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex LowerBound();

    [GeneratedRegex(@"^\s*\p{L}*\s*or (more|older|above|longer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LowerBoundAfter();

    [GeneratedRegex(@"\b(at most|less than|fewer than|up to|under|below|a maximum of|within)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex UpperBound();

    [GeneratedRegex(@"^\s*\p{L}*\s*or (less|fewer|younger|below)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UpperBoundAfter();

    [GeneratedRegex(@"\b(not|no|never|n['’]t)\b(\s+\p{L}+){0,2}?\s+(more|longer) than\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FlippedBound();
}
