using System.Text.RegularExpressions;

namespace BotQA.Training.Statements;

/// <summary>Turns a question and its answer into a statement by the order of words alone, where that can be done.</summary>
internal static partial class DeclarativeSentence
{
    private const int LongestAnswer = 12;
    private const int LongestQuestion = 25;

    private static readonly HashSet<string> Auxiliaries = Words(
        "is are was were do does did has have had can could will would should may might must");

    private static readonly HashSet<string> Prepositions = Words(
        "in on at for with by from to of into about during after before near under over between through against around among within since until because");

    private static readonly HashSet<string> Participles = Words(
        "born built made found held known written given taken seen sold won led sent kept left lost put set shown drawn driven grown begun broken chosen fought bought " +
        "brought caught taught spent worn spoken stolen thrown told understood hit cut read run become gone done been being able responsible similar different famous");

    private static readonly HashSet<string> Openers = Words("the a an his her its their my our your this that these those some any all each every no");

    private static readonly Dictionary<string, string> Pasts = Pairs(
        "be was, become became, begin began, break broke, bring brought, build built, buy bought, catch caught, choose chose, come came, cost cost, cut cut, do did, draw drew, " +
        "drink drank, drive drove, eat ate, fall fell, feel felt, fight fought, find found, fly flew, get got, give gave, go went, grow grew, have had, hear heard, hit hit, hold held, " +
        "keep kept, know knew, lead led, leave left, lose lost, make made, mean meant, meet met, pay paid, put put, read read, rise rose, run ran, say said, see saw, sell sold, " +
        "send sent, set set, show showed, sing sang, sit sat, speak spoke, spend spent, stand stood, steal stole, take took, teach taught, tell told, think thought, throw threw, " +
        "wear wore, win won, write wrote");

    /// <summary>The statement, ending with a full stop; null where the question's form isn't one of those known.</summary>
    public static string? Of(string question, string answer)
    {
        var words = question.Trim().TrimEnd('?', ' ', '.').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var reply = answer.Trim().TrimEnd('.', ',', ';');
        if (words.Length < 3 || words.Length > LongestQuestion || reply.Length == 0 || reply.Count(c => c == ' ') >= LongestAnswer)
        {
            return null;
        }

        var preposition = Prepositions.Contains(words[0]) ? words[0].ToLowerInvariant() : null;
        var asked = preposition is null ? words : words[1..];
        var wh = asked[0].ToLowerInvariant();
        if (wh is not ("who" or "whom" or "what" or "which" or "when" or "where" or "why" or "how"))
        {
            return null;
        }

        var at = Array.FindIndex(asked, 1, w => Auxiliaries.Contains(w));
        var statement = at < 0 ? Subject(asked, wh, reply)
            : asked[at] is "do" or "does" or "did" ? WithDo(asked, at, wh, preposition, reply)
            : WithAuxiliary(asked, at, wh, preposition, reply);
        return statement is null ? null : Finish(statement);
    }

    // "Who wrote Hamlet", "Which company bought it".
    private static string? Subject(string[] asked, string wh, string reply) => wh switch
    {
        "who" => $"{reply} {Rest(asked, 1)}",
        "what" or "which" when asked.Length > 2 && IsPast(asked[2]) => $"{reply} {Rest(asked, 2)}",
        "how" when asked[1] is "many" => $"{reply} {Rest(asked, 2)}",
        _ => null,
    };

    private static string? WithDo(string[] asked, int at, string wh, string? preposition, string reply)
    {
        var rest = asked[(at + 1)..];
        if (rest.Length == 0)
        {
            return null;
        }

        var verb = MainVerb(rest);
        if (verb > 0 && asked[at] != "do")
        {
            rest[verb] = asked[at] == "did" ? Past(rest[verb]) : rest[verb] + (EndsInSound(rest[verb]) ? "es" : "s");
        }

        return Complement(asked[..at], wh, preposition, reply) is { } complement ? $"{string.Join(' ', rest)} {complement}" : null;
    }

    // What follows a name or a pronoun; after "the old company" the last word before the next phrase begins.
    private static int MainVerb(string[] rest)
    {
        bool IsPlain(string word) => char.IsLower(word[0]) && !Openers.Contains(word) && !Prepositions.Contains(word);
        if (!Openers.Contains(rest[0]))
        {
            return Array.FindIndex(rest, Math.Min(1, rest.Length), IsPlain);
        }

        var last = 1;
        while (last + 1 < rest.Length && IsPlain(rest[last + 1]))
        {
            last++;
        }

        return last < 2 || !IsPlain(rest[last]) ? -1 : last;
    }

    private static string? WithAuxiliary(string[] asked, int at, string wh, string? preposition, string reply)
    {
        var (auxiliary, rest) = (asked[at], asked[(at + 1)..]);
        if (rest.Length == 0)
        {
            return null;
        }

        var isObject = wh is "who" or "what" or "which";
        var startsNoun = Openers.Contains(rest[0]) || char.IsUpper(rest[0][0]) || IsPronoun(rest[0]);
        if ((isObject || (wh == "how" && at > 1 && asked[1] is "many" or "much")) && preposition is null && !startsNoun)
        {
            var counted = wh == "how" && at > 2 ? $"{reply} {string.Join(' ', asked[2..at])}" : reply;
            return $"{counted} {auxiliary} {string.Join(' ', rest)}";
        }

        var split = Array.FindIndex(rest, 1, w => IsParticiple(w));
        if (split > 0)
        {
            return Complement(asked[..at], wh, preposition, reply) is { } complement
                ? $"{string.Join(' ', rest[..split])} {auxiliary} {string.Join(' ', rest[split..])} {complement}"
                : null;
        }

        return auxiliary is "is" or "are" or "was" or "were" && preposition is null && wh is "who" or "what" or "which" or "where"
            ? $"{string.Join(' ', rest)} {auxiliary} {(wh == "where" ? Place(reply) : reply)}"
            : null;
    }

    private static string? Complement(string[] phrase, string wh, string? preposition, string reply) => (preposition, wh) switch
    {
        (not null, _) => $"{preposition} {reply}",
        (_, "when") => Time(reply),
        (_, "where") => Place(reply),
        (_, "why") => reply.StartsWith("because", StringComparison.OrdinalIgnoreCase) || reply.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? reply : $"because {reply}",
        (_, "how") when phrase.Length > 2 && phrase[1] is "many" or "much" => $"{reply} {string.Join(' ', phrase[2..])}",
        (_, "how") when phrase.Length > 1 && phrase[1] == "long" => $"for {reply}",
        (_, "how") when phrase.Length > 1 => reply,
        (_, "how") => StartsWithPreposition(reply) ? reply : $"by {reply}",
        _ => reply,
    };

    private static string Time(string reply) =>
        StartsWithPreposition(reply) ? reply : Year().IsMatch(reply) ? $"in {reply}" : char.IsAsciiDigit(reply[0]) || char.IsUpper(reply[0]) ? $"on {reply}" : reply;

    private static string Place(string reply) => StartsWithPreposition(reply) ? reply : $"in {reply}";

    private static bool StartsWithPreposition(string text) => Prepositions.Contains(text.Split(' ')[0]);

    private static string Past(string verb) =>
        Pasts.TryGetValue(verb, out var irregular) ? irregular
        : verb.EndsWith('e') ? verb + "d"
        : verb.EndsWith('y') && verb.Length > 2 && !"aeiou".Contains(verb[^2]) ? verb[..^1] + "ied"
        : verb + "ed";

    private static bool EndsInSound(string verb) => verb.EndsWith('s') || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith('x');

    private static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal) || Pasts.ContainsValue(word);

    private static bool IsParticiple(string word) =>
        Participles.Contains(word) || (word.Length > 4 && char.IsLower(word[0]) && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal)));

    private static bool IsPronoun(string word) => word is "he" or "she" or "it" or "they" or "we" or "you" or "there";

    private static string Rest(string[] words, int from) => string.Join(' ', words[from..]);

    private static string Finish(string statement)
    {
        var text = Spaces().Replace(statement, " ").Trim();
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    private static HashSet<string> Words(string list) => new(list.Split(' '), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Pairs(string list) =>
        list.Split(", ").Select(p => p.Split(' ')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    [GeneratedRegex(@"^(the )?(early |late |mid-?)?[0-9]{4}s?$|^(January|February|March|April|May|June|July|August|September|October|November|December)( [0-9]{4})?$")]
    private static partial Regex Year();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
