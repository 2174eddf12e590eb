using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Answering;

/// <summary>Finds enumerations, so that a question for several things isn't answered with one of them.</summary>
internal static partial class Enumerations
{
    private const string NotANoun = @"(?!(is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b)";
    private const string Name = @"(the\s+)?\p{Lu}[\p{L}\p{M}\p{N}'’-]*(\s+((of|the|de)\s+){0,2}\p{Lu}[\p{L}\p{M}\p{N}'’-]*)*";
    private const string Phrase = @"[\p{L}'’-]+(\s[\p{L}'’-]+){0,2}";

    /// <summary>Whether a question asks for several things: "which countries", "who were", "name the members".</summary>
    public static bool IsAskedBy(string question) => ListQuestionPattern().IsMatch(question);

    /// <summary>
    /// The enumeration of names in <paramref name="sentence"/> in which <paramref name="span"/> lies, or the enumeration of other things
    /// that begins with it, as it isn't told where such a one begins; the span itself where there is neither.
    /// </summary>
    public static TextSpan Expand(string sentence, TextSpan span)
    {
        foreach (var match in NamesPattern().EnumerateMatches(sentence))
        {
            var enumeration = new TextSpan(match.Index, match.Index + match.Length);
            if (enumeration.Overlaps(span))
            {
                var opening = span.Start < enumeration.Start ? sentence.AsSpan(span.Start, enumeration.Start - span.Start) : [];
                return new TextSpan(OpeningPattern().IsMatch(opening) ? enumeration.Start : span.Start, Math.Max(span.End, enumeration.End));
            }
        }

        var more = MorePattern().Match(sentence, span.End);
        return more.Success ? new TextSpan(span.Start, more.Index + more.Length) : span;
    }

    [GeneratedRegex($@"\b(which|what)\s+({NotANoun}\p{{L}}+\s+){{0,2}}{NotANoun}\p{{L}}{{2,}}[^s\W]s\b(?!\s+(is|was|has)\b)|\b(who|what)\s+(are|were)\b|\b(name|list)\s+(all|the|some|three|two)\b|\b(which|what)\s+(two|three|four|five|six)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ListQuestionPattern();

    [GeneratedRegex($@"(?<![\p{{L}}\p{{N}}]){Name}(,\s+{Name})*,?\s+(and|or|&)\s+{Name}")]
    private static partial Regex NamesPattern();

    // Words that lead to an enumeration and are no part of the answer; none, where the answer begins within it.
    [GeneratedRegex(@"^((including|includes?|those|of|from|the|such|as|like|were|are|namely)\s+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex OpeningPattern();

    [GeneratedRegex($@"\G(,\s+{Phrase})+,?\s+(and|or)\s+[\p{{L}}'’-]+(\s[\p{{L}}'’-]+)?(?=[.,;:!?)])")]
    private static partial Regex MorePattern();
}
