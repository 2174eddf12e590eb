using System.Globalization;
using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Verification;

/// <summary>Finds numbers: digits, words, and both with "million" and the like. "Three", "3" and "3rd" are the same, and so are "1,500" and "1.5 thousand".</summary>
internal static partial class NumberFacts
{
    private static readonly Dictionary<string, decimal> Words = Table(
        "zero 0 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 "
        + "seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 dozen 12 half 0.5 twice 2 "
        + "double 2 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10");

    private static readonly Dictionary<string, decimal> Scales = Table(
        "hundred 100 thousand 1000 k 1000 million 1000000 mn 1000000 billion 1000000000 bn 1000000000 trillion 1000000000000");

    /// <summary>The numbers of a text, in order. "One" is left out, as it is mostly no number; and so is a number that is a part of a name, as in "AX-200".</summary>
    public static IReadOnlyList<NumberFact> Of(string text)
    {
        var facts = new List<NumberFact>();
        foreach (Match match in NumberPattern().Matches(text))
        {
            if (ValueOf(match) is { } value)
            {
                facts.Add(new NumberFact(value, match.Index, match.Index + match.Length));
            }
        }

        return facts;
    }

    private static decimal? ValueOf(Match match)
    {
        decimal? value = match.Groups["digits"] is { Success: true } digits
            ? decimal.TryParse(digits.ValueSpan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null
            : OfWords(match.Groups["words"].Value);
        foreach (Capture scale in match.Groups["scale"].Captures)
        {
            value *= Scales[scale.Value];
        }

        return value;
    }

    private static decimal? OfWords(string words)
    {
        decimal total = 0;
        decimal part = 0;
        foreach (var word in words.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Equals("and", StringComparison.OrdinalIgnoreCase)))
        {
            if (Words.TryGetValue(word, out var value))
            {
                part += value;
            }
            else if (word.Equals("one", StringComparison.OrdinalIgnoreCase))
            {
                part++;
            }
            else if (Scales[word] is var scale && scale == 100)
            {
                part *= scale;
            }
            else
            {
                total += part * scale;
                part = 0;
            }
        }

        return total + part;
    }

    private static Dictionary<string, decimal> Table(string words) => words.Split(' ').Chunk(2)
        .ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    private const string Unit = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
    private const string Tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
    private const string Ordinal = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth";
    private const string Scale = "hundred|thousand|million|billion|trillion";
    private const string Small = $"(?:(?:{Tens})(?:[- ](?:one|{Unit}))?|{Unit}|one)";

    [GeneratedRegex($@"(?<digits>(?<![\p{{L}}\d]|\p{{Lu}}\p{{L}}*[-–])(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?))(?:[\s-]?(?<scale>{Scale}|bn|mn|k)\b)*|\b(?<words>{Small}(?:[ -](?:{Scale}))+(?:[ -](?:and[ -])?{Small}(?:[ -](?:{Scale}))*)*|(?:{Tens})(?:[- ](?:one|{Unit}))?|{Unit}|{Ordinal}|zero|dozen|half|twice|double)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();
}
