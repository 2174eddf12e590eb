using System.Text.RegularExpressions;

namespace BotQA.Bot;

/// <summary>
/// Turns an English sentence into questions that it answers. Each rule fits one shape of sentence and asks for the part that such a sentence
/// states: who, how long, how many, when, what. A sentence of another shape has no question.
/// </summary>
internal static partial class SentenceQuestions
{
    private const string Subject = @"^(?<subject>(?:(?:The|A|An) )?[\w""“][\w'’""”-]*(?: [\w'’-]+){0,6}?) ";
    private const string Units = "minute|hour|day|week|month|year|decade";

    // In one of these a phrase is more than the name of a thing, or means something only in its place.
    private static readonly HashSet<string> Unclear = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "but", "that", "which", "who", "whom", "when", "where", "while", "if", "because", "as", "than", "then", "so", "also", "not", "by",
        "i", "you", "he", "she", "it", "we", "they", "his", "her", "its", "our", "your", "their", "my", "this", "these", "those", "there", "here",
        "one", "ones", "other", "another", "both", "each", "some", "such", "first", "second",
        "next", "last", "latter", "former", "same", "best", "most", "only", "result", "reason", "thing", "problem", "is", "are", "was", "were", "has",
        "had", "have", "can", "may", "will", "before", "after", "during", "since", "until",
    };

    /// <summary>The questions that a sentence answers; mostly none.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="text">The text it stands in, which tells names from other words.</param>
    public static IEnumerable<(string Question, ExampleKind Kind)> Of(string sentence, string text) =>
        Rules(sentence, text).OfType<(string, ExampleKind)>();

    /// <summary>A phrase as it stands within a sentence: an article, or a word that the text also has in small letters, loses its capital.</summary>
    public static string Lowered(string phrase, string text)
    {
        var word = phrase.Split(' ')[0];
        var lower = word.ToLowerInvariant();
        return word is "The" or "A" or "An" || (word.Length > 1 && word[1..] == lower[1..] && Regex.IsMatch(text, $@"\b{Regex.Escape(lower)}\b", RegexOptions.CultureInvariant))
            ? lower + phrase[word.Length..]
            : phrase;
    }

    private static IEnumerable<(string, ExampleKind)?> Rules(string sentence, string text)
    {
        // "a 72-hour truce declared by Russia"
        if (Lasting().Match(sentence) is { Success: true } lasting && IsClear(lasting.Groups["thing"].Value))
        {
            yield return ($"How long was the {lasting.Groups["thing"].Value} {lasting.Groups["participle"].Value} by {lasting.Groups["agent"].Value}?", ExampleKind.Duration);
        }

        // "The crossing takes 40 minutes."
        yield return Ask(TakingTime(), sentence, text, ExampleKind.Duration, (m, subject) =>
            $"How long {(m.Groups["verb"].Value is "takes" or "lasts" ? "does" : "did")} {subject} {(m.Groups["verb"].Value[0] == 't' ? "take" : "last")}?");

        // "US Ambassador to Moscow Lynne Tracy"
        foreach (Match office in Office().Matches(sentence))
        {
            yield return ($"Who is the {office.Groups["office"].Value}?", ExampleKind.Person);
        }

        // "The lighthouse was built in 1874 by the engineer Ingrid Solberg."
        yield return Ask(DoneBy(), sentence, text, ExampleKind.Person, (m, subject) =>
            EnglishVerbs.PastOf(m.Groups["participle"].Value) is { } past ? $"Who {past} {subject}?" : null);

        // "A question may have up to 2,000 characters."
        yield return Ask(HavingMany(), sentence, text, ExampleKind.Quantity, (m, subject) => m.Groups["unit"].Value is "KB" or "MB" or "GB" or "TB"
            ? $"How large {m.Groups["modal"].Value} {subject} be?"
            : $"How many {m.Groups["unit"].Value} {m.Groups["modal"].Value} {subject} have?");

        // "The tower is 330 metres tall."
        yield return Ask(Measure(), sentence, text, ExampleKind.Quantity, (m, subject) => $"How {m.Groups["dimension"].Value} {m.Groups["verb"].Value} {subject}?");

        // "The lamp costs 40 euros."
        yield return Ask(Cost(), sentence, text, ExampleKind.Quantity, (m, subject) => $"How much does {subject} cost?");

        // "The lighthouse was built in 1874."
        yield return Ask(DoneWhen(), sentence, text, ExampleKind.Date, (m, subject) =>
            EnglishVerbs.PastOf(m.Groups["participle"].Value) is not null || m.Groups["participle"].Value == "born"
                ? $"When {m.Groups["verb"].Value} {subject} {m.Groups["participle"].Value}?"
                : null);

        // "A citation is a quotation from a document."
        yield return Ask(Definition(), sentence, text, ExampleKind.Definition, (m, subject) =>
            $"{(Profession().IsMatch(m.Groups["what"].Value) ? "Who" : "What")} {m.Groups["verb"].Value} {subject}?");

        // "BotQA reads plain text files."
        yield return Ask(Property(), sentence, text, ExampleKind.Property, (m, subject) =>
            EnglishVerbs.OfThirdPerson(m.Groups["verb"].Value) is { } verb ? $"What does {subject} {verb}?" : null);

        if (Year().Match(sentence) is { Success: true } year)
        {
            yield return ($"What happened in {year.Value}?", ExampleKind.Year);
        }
    }

    private static (string, ExampleKind)? Ask(Regex shape, string sentence, string text, ExampleKind kind, Func<Match, string, string?> ask) =>
        shape.Match(sentence) is { Success: true } match
        && IsClear(match.Groups["subject"].Value)
        && ask(match, Lowered(match.Groups["subject"].Value, text)) is { } question
            ? (question, kind)
            : null;

    // A small word that ends in -ed is mostly a verb, and a phrase that begins with a form in -ing an action: a clause, not a thing.
    private static bool IsClear(string phrase)
    {
        var words = phrase.Split(' ');
        return !words[0].EndsWith("ing", StringComparison.Ordinal)
            && Array.TrueForAll(words, word => !Unclear.Contains(word) && (!word.EndsWith("ed", StringComparison.Ordinal) || !char.IsAsciiLetterLower(word[0])));
    }

    [GeneratedRegex($@"\b(?:an?|the) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)-(?:{Units})(?:-long)? (?<thing>[\w'’-]+(?: [\w'’-]+){{0,3}}?) (?:[a-z]+ly )?(?<participle>[a-z]+ed) by (?<agent>(?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}})", RegexOptions.CultureInvariant)]
    private static partial Regex Lasting();

    [GeneratedRegex($@"{Subject}(?<verb>takes?|took|lasts?|lasted) (?:only |about |around |at most |at least |up to |nearly |almost |over )?(?:[\d.,]+|an?|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:{Units})s?\b", RegexOptions.CultureInvariant)]
    private static partial Regex TakingTime();

    [GeneratedRegex(@"(?<![A-Z][\w.]* )\b(?<office>(?:[A-Z][a-z]+|US|UK|EU|UN) (?:Prime Minister|President|Chancellor|Ambassador|Foreign Minister|Defence Minister|Defense Secretary|King|Queen|Governor|Mayor)(?: (?:to|of|in) [A-Z][a-z]+)?) [A-Z][a-z]+ [A-Z][a-z]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Office();

    [GeneratedRegex(Subject + @"(?:was|were) (?:[a-z]+ly )?(?<participle>[a-z]+)\b[^,;:]*? by (?:the |an? )?(?:[a-z-]+ ){0,2}[A-Z][\w'’-]+ [A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex DoneBy();

    [GeneratedRegex(Subject + @"(?<modal>may|can|must|should) have (?:up to |at most |at least |no more than )?\d[\d.,]* (?<unit>[\w-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex HavingMany();

    [GeneratedRegex(Subject + @"(?<verb>is|are|was|were) (?:about |around |nearly |almost |over )?\d[\d.,]* (?:\p{L}+ )?(?<dimension>tall|high|long|wide|deep|old|thick)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    [GeneratedRegex(Subject + @"costs (?:about |around |up to |at least )?(?:[$€£]|\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Cost();

    [GeneratedRegex(Subject + @"(?<verb>was|were) (?:[a-z]+ly )?(?<participle>[a-z]+)\b[^,;:]*? (?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+ )?(?:1[0-9]|20)\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex DoneWhen();

    [GeneratedRegex(Subject + @"(?<verb>is|are|was|were) (?<what>(?:an?|the|one of) .*)", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(Subject + @"(?<verb>[a-z]+s) ", RegexOptions.CultureInvariant)]
    private static partial Regex Property();

    [GeneratedRegex(@"^(?:an?|the) (?:[\w-]+ ){0,4}?(?:actor|actress|architect|artist|author|biologist|chemist|composer|director|engineer|explorer|founder|general|inventor|journalist|king|lawyer|mathematician|minister|painter|philosopher|physician|physicist|player|poet|politician|president|queen|scientist|singer|writer)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Profession();

    [GeneratedRegex(@"(?<=\b[Ii]n )(?:1[5-9]|20)\d\d\b(?!-)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
