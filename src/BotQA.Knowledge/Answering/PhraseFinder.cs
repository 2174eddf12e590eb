using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Answering;

/// <summary>Finds the phrases of a sentence that could be what a question of a given type asks for.</summary>
internal static partial class PhraseFinder
{
    private const string NumberWord = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half";
    private const string Month = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec";

    /// <summary>The phrases of <paramref name="sentence"/> that fit <paramref name="type"/>, as spans of it, in order.</summary>
    public static IReadOnlyList<TextSpan> Find(string sentence, AnswerType type) => type switch
    {
        AnswerType.Date => Matches(DatePattern(), sentence),
        AnswerType.Duration => Matches(DurationPattern(), sentence),
        AnswerType.Number => Matches(NumberPattern(), sentence),
        AnswerType.Person => Names(sentence),
        AnswerType.Place => Places(sentence),
        _ => [],
    };

    private static List<TextSpan> Matches(Regex pattern, string sentence)
    {
        var spans = new List<TextSpan>();
        foreach (var match in pattern.EnumerateMatches(sentence))
        {
            spans.Add(new TextSpan(match.Index, match.Index + match.Length));
        }

        return spans;
    }

    private static List<TextSpan> Names(string sentence)
    {
        var spans = Matches(NamePattern(), sentence);
        spans.RemoveAll(span => IsOpeningWord(sentence, span));
        return spans;
    }

    private static List<TextSpan> Places(string sentence)
    {
        var names = Names(sentence);
        var afterPreposition = names.FindAll(name => PlacePrepositionPattern().IsMatch(sentence.AsSpan(0, name.Start)));
        return afterPreposition.Count > 0 ? afterPreposition : names;
    }

    // A single capitalised word at the start of a sentence is capitalised by grammar, not because it is a name.
    private static bool IsOpeningWord(string sentence, TextSpan span) =>
        span.Start == 0 && OpeningWordPattern().IsMatch(span.Of(sentence));

    [GeneratedRegex($@"\b((({Month})\.?\s+\d{{1,2}}(st|nd|rd|th)?(\s*,?\s*\d{{4}})?)|(\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?({Month})\b\.?(\s*,?\s*\d{{4}})?)|(({Month})\s*,?\s+\d{{4}})|((early|late|mid)[- ])?(1\d{{3}}|20\d{{2}})(s|-\d{{2,4}}|–\d{{2,4}})?(\s+(BC|AD|BCE|CE))?|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{{1,2}}(st|nd|rd|th)\s+century|({Month}))\b")]
    private static partial Regex DatePattern();

    [GeneratedRegex($@"\b((about|around|nearly|almost|over|at least|up to|more than|less than)\s+)?(\d[\d,.]*|a|an|several|few|({NumberWord})([- ]({NumberWord}))*)([- ]to[- ]\d+)?[- ](and a half[- ])?(second|minute|hour|day|night|week|month|year|decade|centur(y|ie))s?([- ]long)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex DurationPattern();

    [GeneratedRegex($@"([$€£]\s?)?(?<![\w.])\d[\d,]*(\.\d+)?(\s?(%|percent|per cent|million|billion|thousand|trillion|hundred|km|kilomet(er|re)s?|miles?|met(er|re)s?|feet|ft|inches|kg|years old|°[CF]))?(?!\w)|\b({NumberWord})([- ](and[- ])?({NumberWord}))*\b(\s(percent|per cent|million|billion|thousand))?", RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’.-]*\p{L}(\s+((of|de|del|della|van|von|der|den|la|le|du|da|dos|al|bin|ibn|the|and)\s+)?(?!I\b)\p{Lu}([\p{L}\p{M}'’-]+|\.))*|(?<![\p{L}\p{N}])(\p{Lu}\.\s?){1,3}\p{Lu}[\p{L}'’-]+")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\b(in|at|from|near|to|of|into|across|outside|around|on|off)\s+(the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PlacePrepositionPattern();

    [GeneratedRegex(@"^(The|A|An|He|She|It|They|We|You|I|This|That|These|Those|In|On|At|By|For|From|With|As|After|Before|During|When|While|Since|Although|But|And|Or|If|Its|His|Her|Their|Our|There|Here|One|Some|Many|Most|All|Both|Each|Every|No|Not|To|Of|However|Also|Then|What|Who|Where|Why|How|Which|According|Earlier|Later|Currently|Today|Similarly)$")]
    private static partial Regex OpeningWordPattern();
}
