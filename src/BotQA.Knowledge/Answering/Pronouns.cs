using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Answering;

/// <summary>Recognises sentences that speak of somebody or something the sentence before has named.</summary>
internal static partial class Pronouns
{
    /// <summary>Whether the sentence's subject is a pronoun.</summary>
    public static bool IsSubject(string sentence) => SubjectPattern().IsMatch(sentence);

    [GeneratedRegex(@"^[""“‘'(]?((On|In|At|Since|During|After|Before|By|Also|However|Later|Then|Earlier)\b[^,.;]{0,40},\s+)?(He|She|It|They|This|These|Those|His|Her|Its|Their|The two|Both|The former|The latter)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SubjectPattern();
}
