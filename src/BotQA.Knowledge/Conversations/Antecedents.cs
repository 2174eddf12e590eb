using System.Text.RegularExpressions;
using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Conversations;

/// <summary>Finds what a pronoun stands for in the turns before it, the latest first: in their answers, their questions, and their quotes.</summary>
internal static partial class Antecedents
{
    // What was said longer ago is rarely meant.
    private const int Turns = 3;
    private const int MaxAnswerWords = 6;

    /// <summary>The words that a pronoun stands for; null where nothing fits.</summary>
    public static string? Find(FollowUpPronoun pronoun, ConversationHistory history)
    {
        Func<ConversationTurn, string?> find = pronoun.Kind switch
        {
            PronounKind.Person => PersonIn,
            PronounKind.Thing => ThingIn,
            PronounKind.Several => SeveralIn,
            PronounKind.Place => PlaceIn,
            _ => turn => pronoun.Noun.Length > 0 ? NamedBy(pronoun.Noun, turn) : null,
        };
        return history.Turns.Reverse().Take(Turns).Select(find).FirstOrDefault(found => found is not null);
    }

    /// <summary>The words of a turn that say in more detail what a noun names, such as "the 72-hour truce" for "truce"; null where there are none.</summary>
    public static string? Detailed(string noun, ConversationTurn turn)
    {
        var singular = Regex.Escape(noun.TrimEnd('s'));
        var detailed = new Regex($@"\b(the|an?)\s+((?!(?:of|for|to|in|on|at|by|from|with|and|or|that|is|are|was|were)\b)[\p{{L}}\p{{N}}'’-]+\s+){{1,3}}{singular}s?\b|\b(the\s+)?{singular}s?\s+\p{{Lu}}[\p{{L}}\p{{N}}'’-]+(\s+\p{{Lu}}[\p{{L}}\p{{N}}'’-]+)*|\b(the|an?)\s+{singular}s?\s+(of|to|for|in|between|that|by)\s+[^,;?.]+", RegexOptions.CultureInvariant);
        return TextsOf(turn).Select(text => detailed.Match(text)).FirstOrDefault(match => match.Success) is { } found ? Definite(found.Value.Trim()) : null;
    }

    /// <summary>The persons that a text names with at least two words.</summary>
    public static IEnumerable<string> PersonsIn(string text) => Names(text).Where(name => name.Contains(' '));

    private static IEnumerable<string> TextsOf(ConversationTurn turn) => turn.Quotes.Select(quote => quote.Quote).Prepend(turn.StandaloneQuestion);

    private static string Definite(string phrase) => IndefinitePattern().Replace(phrase, "the ");

    private static string? PersonIn(ConversationTurn turn)
    {
        var asked = AnswerTypeClassifier.Classify(turn.StandaloneQuestion) == AnswerType.Person;
        var candidates = (asked ? Names(turn.ShortAnswer) : [])
            .Concat(Names(QuestionShape.Of(turn.StandaloneQuestion).Rest))
            .Concat(Names(turn.ShortAnswer))
            .Concat(turn.Quotes.SelectMany(quote => PersonsIn(quote.Quote)));
        return candidates.FirstOrDefault();
    }

    // Words like "in" before a single word tell a place, and words like "Day" in it something else than a person.
    private static IEnumerable<string> Names(string text) => PhraseFinder.Find(text, AnswerType.Person)
        .Where(span => !IsPlace(text, span.Start, span.Of(text)))
        .Select(span => TitlePattern().Replace(span.Of(text), ""))
        .Where(name => name.Length > 3 && !NoPersonPattern().IsMatch(name));

    private static bool IsPlace(string text, int start, string name) => !name.Contains(' ') && PlacePrepositionPattern().IsMatch(text[..start]);

    private static string? ThingIn(ConversationTurn turn)
    {
        var shape = QuestionShape.Of(turn.StandaloneQuestion);
        return AsksForThing(turn) && IsThing(turn.ShortAnswer) ? turn.ShortAnswer : NonEmpty(shape.Thing);
    }

    // "Which ship ..." asks for a thing that the next question is about, "How long ..." doesn't.
    private static bool AsksForThing(ConversationTurn turn) =>
        turn.IsAnswered && AskingForThingPattern().IsMatch(turn.StandaloneQuestion) && AnswerTypeClassifier.Classify(turn.StandaloneQuestion) is AnswerType.Other or AnswerType.Place;

    private static bool IsThing(string answer) => ThingPattern().IsMatch(answer) && answer.Split(' ').Length <= MaxAnswerWords;

    private static string? SeveralIn(ConversationTurn turn)
    {
        var shape = QuestionShape.Of(turn.StandaloneQuestion);
        var isShort = turn.IsAnswered && turn.ShortAnswer.Split(' ').Length is > 0 and <= 2 * MaxAnswerWords;
        if (isShort && AskingForSomebodyPattern().IsMatch(shape.Asking) && SeveralPattern().IsMatch(turn.ShortAnswer))
        {
            return turn.ShortAnswer;
        }

        if (shape.Thing.EndsWith('s'))
        {
            return shape.Thing;
        }

        // "They" may also be a company or a person that the last answer named.
        return isShort && AnswerTypeClassifier.Classify(turn.StandaloneQuestion) == AnswerType.Person && IsThing(turn.ShortAnswer)
            ? turn.ShortAnswer
            : NonEmpty(NamedThingPattern().Match(shape.Rest).Value);
    }

    private static string? PlaceIn(ConversationTurn turn)
    {
        if (turn.IsAnswered && AnswerTypeClassifier.Classify(turn.StandaloneQuestion) == AnswerType.Place && turn.ShortAnswer.Split(' ').Length <= MaxAnswerWords)
        {
            return turn.ShortAnswer;
        }

        var named = NamedPlacePattern().Match(QuestionShape.Of(turn.StandaloneQuestion).Rest);
        return named.Success ? named.Groups["place"].Value.Trim() : null;
    }

    private static string? NamedBy(string noun, ConversationTurn turn)
    {
        if (Detailed(noun, turn) is { } detailed)
        {
            return detailed;
        }

        var shape = QuestionShape.Of(turn.StandaloneQuestion);
        return shape.Thing.EndsWith(noun, StringComparison.OrdinalIgnoreCase) ? shape.Thing
            : turn.IsAnswered && AnswerNamePattern().IsMatch(turn.ShortAnswer) ? turn.ShortAnswer
            : null;
    }

    private static string? NonEmpty(string text) => text.Length > 0 ? text : null;

    [GeneratedRegex(@"^(an?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex IndefinitePattern();

    [GeneratedRegex(@"^(the\s+)?((Mr|Mrs|Ms|Dr|Prof)\.?|(US|UK|EU|UN|[A-Z][a-z]+ish|[A-Z][a-z]+an)\s+(?=(Prime|President|Chancellor|Ambassador|Foreign|King|Queen))|Prime Minister|President|Chancellor|Ambassador|Foreign Minister|King(?=\s)|Queen(?=\s)|Captain)\s+")]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"\b(Day|Days|Street|Road|City|Council|University|Office|Island|Isle|Bridge|Harbou?r|River|Lake|Park|Museum|Library|Company|Corporation|Inc|Ltd|Union|States|Kingdom|House|Building|Army|Ministry|Square|Party|War|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Service|Act|Bank|Cloud|School|Hospital|Department|Court|Board|Agency|Association|Institute|Center|Centre|System|Teams)\b")]
    private static partial Regex NoPersonPattern();

    [GeneratedRegex(@"\b(in|at|from|near|to|of|into|across|outside|around)\s+(the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PlacePrepositionPattern();

    [GeneratedRegex(@"^\W*(what|which)\s+(?!(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might)\b)\p{L}", RegexOptions.IgnoreCase)]
    private static partial Regex AskingForThingPattern();

    [GeneratedRegex(@"^(who|whom|what|which|how many)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AskingForSomebodyPattern();

    [GeneratedRegex(@"^(\p{Lu}|(the|an?)\s+\p{L})[^\d.;:]*$", RegexOptions.None)]
    private static partial Regex ThingPattern();

    [GeneratedRegex(@"\band\b|,|\p{Ll}{2}s$")]
    private static partial Regex SeveralPattern();

    [GeneratedRegex(@"\b(in|at|to|near|on)\s+(?<place>(the\s+)?\p{Lu}[\p{L}'’-]+(\s+\p{Lu}[\p{L}'’-]+)*|the\s+\p{Ll}+(\s+\p{Ll}+)?)(?=\W*$|\s+(in|at|on|to|from|for|by|and)\b)")]
    private static partial Regex NamedPlacePattern();

    [GeneratedRegex(@"^(the\s+)?\p{Lu}[\p{L}\p{N}'’&.-]*(\s+[\p{L}\p{N}'’&.-]+){0,4}$")]
    private static partial Regex AnswerNamePattern();

    [GeneratedRegex(@"(?<=\s)\p{Lu}[\p{L}\p{N}&'’-]+(\s+((of|for|and)\s+)?\p{Lu}[\p{L}\p{N}&'’-]*)*")]
    private static partial Regex NamedThingPattern();
}
