using System.Text.RegularExpressions;

namespace BotQA.Training.Unanswerable;

/// <summary>Finds the names, places, dates and numbers of a question.</summary>
internal static partial class QuestionParts
{
    public static IReadOnlyList<string> Calendar { get; } =
    [
        "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ];

    public static IReadOnlyList<string> NumberWords { get; } =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "fifty", "hundred"];

    public static IReadOnlyList<string> Ordinals { get; } =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

    private static readonly HashSet<string> NotNames = new(
        ["I", "I'm", "I've", "OP", "OP's", "What", "Who", "Whom", "Whose", "When", "Where", "Which", "Why", "How", "Is", "Are", "Was", "Were", "Do", "Does", "Did",
         "The", "A", "An", "In", "On", "At", "Of", "For", "To", "By", "Can", "Has", "Have", "Had", "It", "He", "She", "They", "This", "That", "If"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> BeforePlaces = new(["in", "at", "from", "near", "to", "around", "outside", "across"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The parts of <paramref name="question"/>, left to right. Names are told by their capitals, in the question (but for its first
    /// word) or, where the question is written without capitals, in <paramref name="passage"/>.
    /// </summary>
    public static List<QuestionPart> Find(string question, string passage)
    {
        var words = Word().Matches(question);
        var cased = words.Skip(1).Any(w => char.IsUpper(w.Value[0]));
        var capitals = cased ? null : InnerCapitals(passage);
        var parts = new List<QuestionPart>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Value;
            if (NumericKind(word) is { } kind)
            {
                parts.Add(new QuestionPart(kind, word, words[i].Index));
            }
            else if (IsName(word, i, capitals))
            {
                var last = i;
                while (last + 1 < words.Count && IsName(words[last + 1].Value, last + 1, capitals) && Adjacent(words[last], words[last + 1]))
                {
                    last++;
                }

                var start = words[i].Index;
                var text = question[start..(words[last].Index + words[last].Length)];
                parts.Add(new QuestionPart(i > 0 && BeforePlaces.Contains(words[i - 1].Value) ? PartKind.Place : PartKind.Name, text, start));
                i = last;
            }
        }

        return parts;
    }

    private static bool Adjacent(Match left, Match right) => right.Index == left.Index + left.Length + 1;

    private static PartKind? NumericKind(string word) => word switch
    {
        _ when Year().IsMatch(word) => PartKind.Year,
        _ when word.All(char.IsAsciiDigit) => PartKind.Number,
        _ when Calendar.Contains(word, StringComparer.OrdinalIgnoreCase) => PartKind.Calendar,
        _ when NumberWords.Contains(word, StringComparer.OrdinalIgnoreCase) || Ordinals.Contains(word, StringComparer.OrdinalIgnoreCase) => PartKind.NumberWord,
        _ => null,
    };

    private static bool IsName(string word, int position, HashSet<string>? capitals) =>
        capitals is null
            ? position > 0 && word.Length > 1 && char.IsUpper(word[0]) && !NotNames.Contains(word)
            : word.Length > 2 && capitals.Contains(word);

    private static HashSet<string> InnerCapitals(string passage)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var lower = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match word in Word().Matches(passage))
        {
            if (char.IsLower(word.Value[0]))
            {
                lower.Add(word.Value);
            }
            else if (char.IsUpper(word.Value[0]) && !OpensSentence(passage, word.Index) && !NotNames.Contains(word.Value))
            {
                found.Add(word.Value);
            }
        }

        found.RemoveWhere(w => lower.Contains(w.ToLowerInvariant()));
        return found;
    }

    private static bool OpensSentence(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or '"' or '”' or ':';
    }

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’\-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(1[0-9]{3}|20[0-4][0-9])$")]
    private static partial Regex Year();
}
