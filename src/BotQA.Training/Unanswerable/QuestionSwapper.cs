using System.Globalization;
using System.Text.RegularExpressions;
using BotQA.Training.Data;

namespace BotQA.Training.Unanswerable;

/// <summary>Makes questions that their passage can't answer, by exchanging or negating a part.</summary>
internal sealed partial class QuestionSwapper
{
    private const int Tries = 40;
    private const int YearReach = 40;

    private readonly Dictionary<PartKind, List<string>> _pool;

    /// <summary>Takes the names and places to exchange from <paramref name="questions"/>.</summary>
    public QuestionSwapper(IEnumerable<QaQuestion> questions) =>
        _pool = questions.AsParallel().AsOrdered()
            .SelectMany(q => QuestionParts.Find(q.Text, q.Paragraph.Text))
            .GroupBy(p => p.Kind)
            .ToDictionary(g => g.Key, g => g.Select(p => p.Text).ToList());

    /// <summary>
    /// The question with one name, place, date or number exchanged for another of its kind that the passage doesn't mention, or with a
    /// verb or adjective turned into its opposite; null where the question has nothing to exchange.
    /// </summary>
    public string? Swap(QaQuestion question, Random random)
    {
        var parts = QuestionParts.Find(question.Text, question.Paragraph.Text);
        var opposites = WordsWithOpposite(question.Text);
        var choice = random.Next(parts.Count + Math.Min(1, opposites.Count));
        if (parts.Count + opposites.Count == 0)
        {
            return null;
        }

        if (choice >= parts.Count)
        {
            var word = opposites[random.Next(opposites.Count)];
            return Replace(question.Text, word.Index, word.Length, Opposites.Of(word.Value)!);
        }

        var part = parts[choice];
        var other = Enumerable.Range(0, Tries)
            .Select(_ => Candidate(part, random))
            .FirstOrDefault(c => c is not null && Fits(c, part, question));
        return other is null ? null : Replace(question.Text, part.Start, part.Text.Length, other);
    }

    /// <summary>The question with its auxiliary verb negated; null where it has none.</summary>
    public static string? Negate(string question)
    {
        var verb = Auxiliary().Match(question);
        if (!verb.Success)
        {
            return null;
        }

        var negated = verb.Value switch
        {
            "can" => "can't",
            "Can" => "Can't",
            "will" => "won't",
            "Will" => "Won't",
            var other => other + "n't",
        };
        return Replace(question, verb.Index, verb.Length, negated);
    }

    private string? Candidate(QuestionPart part, Random random) => part.Kind switch
    {
        PartKind.Year => (int.Parse(part.Text, CultureInfo.InvariantCulture) + random.Next(-YearReach, YearReach + 1)).ToString(CultureInfo.InvariantCulture),
        PartKind.Number => OtherNumber(part.Text, random),
        PartKind.Calendar => QuestionParts.Calendar[random.Next(QuestionParts.Calendar.Count)],
        PartKind.NumberWord => OtherNumberWord(part.Text, random),
        _ => _pool.TryGetValue(part.Kind, out var pool) ? pool[random.Next(pool.Count)] : null,
    };

    private static string OtherNumber(string text, Random random)
    {
        var digits = text.Select((_, i) => (char)('0' + (i == 0 ? random.Next(1, 10) : random.Next(10))));
        return string.Concat(digits);
    }

    private static string OtherNumberWord(string text, Random random)
    {
        var list = QuestionParts.Ordinals.Contains(text, StringComparer.OrdinalIgnoreCase) ? QuestionParts.Ordinals : QuestionParts.NumberWords;
        return list[random.Next(list.Count)];
    }

    private static bool Fits(string candidate, QuestionPart part, QaQuestion question) =>
        !candidate.Equals(part.Text, StringComparison.OrdinalIgnoreCase)
        && Math.Abs(candidate.Count(c => c == ' ') - part.Text.Count(c => c == ' ')) <= 1
        && !Mentions(question.Text, candidate)
        && !candidate.Split(' ').Any(word => word.Length > 2 && Mentions(question.Paragraph.Text, word))
        && !Mentions(question.Paragraph.Text, candidate);

    private static bool Mentions(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static List<Match> WordsWithOpposite(string question) =>
        [.. Letters().Matches(question).Where(w => Opposites.Of(w.Value) is not null)];

    private static string Replace(string text, int start, int length, string other) =>
        string.Concat(text.AsSpan(0, start), other, text.AsSpan(start + length));

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b([Dd]id|[Dd]oes|[Dd]o|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Cc]an|[Cc]ould|[Ss]hould|[Ww]ould|[Ww]ill)\b(?!['’]|n['’]t)")]
    private static partial Regex Auxiliary();
}
