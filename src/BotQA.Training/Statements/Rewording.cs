using System.Globalization;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Verification;

namespace BotQA.Training.Statements;

/// <summary>Says the same with other words, in another order, or less of it: what a passage supports, it supports reworded.</summary>
internal sealed partial class Rewording(WordNet wordNet)
{
    private const int ShortestRest = 5;

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>One rewording after the other, each with an even chance, of a sentence that ends with a full stop.</summary>
    public string Vary(string sentence, Random random)
    {
        var text = sentence;
        foreach (var change in new Func<string, Random, string>[] { Shorten, Reorder, RewriteNumber, RewriteDate, UseSynonym })
        {
            text = random.Next(2) == 0 ? change(text, random) : text;
        }

        return text;
    }

    // Without what stands in brackets, between commas after a relative pronoun, or after the last comma.
    private static string Shorten(string sentence, Random random)
    {
        var text = Brackets().Replace(sentence, "");
        if (random.Next(2) == 0)
        {
            text = Relative().Replace(text, " ");
        }

        var tail = LastClause().Match(text);
        if (tail.Success && random.Next(2) == 0 && Count(text[..tail.Index]) >= ShortestRest)
        {
            text = text[..tail.Index] + ".";
        }

        return Count(text) >= ShortestRest ? Doubled().Replace(text, "$1") : sentence;
    }

    // "In 1990, she left." and "She left in 1990."
    private static string Reorder(string sentence, Random random)
    {
        var opening = Opening().Match(sentence);
        if (opening.Success)
        {
            var (first, rest) = (opening.Groups[1].Value, opening.Groups[2].Value);
            return $"{Upper(rest.TrimEnd('.'))} {char.ToLowerInvariant(first[0])}{first[1..]}.";
        }

        var closing = Closing().Match(sentence);
        return closing.Success && Count(closing.Groups[1].Value) >= 3
            ? $"{Upper(closing.Groups[2].Value)}, {closing.Groups[1].Value}."
            : sentence;
    }

    private static string RewriteNumber(string sentence, Random random) => SmallNumber().Replace(sentence, match =>
    {
        var word = Array.IndexOf(Numbers, match.Value.ToLowerInvariant());
        return word >= 2 ? word.ToString(CultureInfo.InvariantCulture)
            : int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 2 and <= 12 ? Numbers[value]
            : match.Value;
    });

    private static string RewriteDate(string sentence, Random random) =>
        DayFirst().IsMatch(sentence) ? DayFirst().Replace(sentence, "$2 $1") : MonthFirst().Replace(sentence, "$2 $1");

    private string UseSynonym(string sentence, Random random)
    {
        var words = LowerWord().Matches(sentence);
        for (var tries = 0; tries < 4 && words.Count > 0; tries++)
        {
            var word = words[random.Next(words.Count)];
            var others = wordNet.Substitutes(word.Value, WordRelation.Synonym);
            if (others.Count > 0)
            {
                return string.Concat(sentence.AsSpan(0, word.Index), others[random.Next(others.Count)], sentence.AsSpan(word.Index + word.Length));
            }
        }

        return sentence;
    }

    private static int Count(string text) => text.Count(c => c == ' ') + 1;

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\s*\([^()]*\)|\s*\[[^\[\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@", (?:which|who|whose|where) [^,.]*, ")]
    private static partial Regex Relative();

    [GeneratedRegex(@"(?:, | — |; )[^,;]*\.$")]
    private static partial Regex LastClause();

    [GeneratedRegex(@"([.,])[.,\s]*\.")]
    private static partial Regex Doubled();

    [GeneratedRegex(@"^((?:In|On|At|After|Before|During|From|By|Since|For|With|Until) [^,]{3,40}), ([^,]{15,}\.)$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(.{15,}) ((?:in|on|after|before|during|since|until) [^,;]{3,30})\.$")]
    private static partial Regex Closing();

    [GeneratedRegex(@"(?<![\d.,:%$€£-])\b(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?![\d.,:%-])(?!\s(?:January|February|March|April|May|June|July|August|September|October|November|December))")]
    private static partial Regex SmallNumber();

    [GeneratedRegex(@"\b([0-9]{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\b(January|February|March|April|May|June|July|August|September|October|November|December) ([0-9]{1,2})\b(?!\d)")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"(?<=\s)[a-z]{4,}(?=[\s.,])")]
    private static partial Regex LowerWord();
}
