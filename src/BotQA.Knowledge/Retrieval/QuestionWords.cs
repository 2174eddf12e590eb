using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Retrieval;

/// <summary>Knows the words that make a sentence a question. They say nothing about what is asked for, and are rare enough in documents to mislead.</summary>
internal static partial class QuestionWords
{
    /// <summary>The question with those words blanked out, every other character in its place; unchanged when no word would be left.</summary>
    public static string Blank(string question)
    {
        var blanked = Pattern().Replace(question, match => new string(' ', match.Length));
        return blanked.Any(char.IsLetterOrDigit) ? blanked : question;
    }

    /// <summary>Whether a text asks for something, be it in the form of a question or as search words, rather than states it.</summary>
    public static bool Asks(string text) => !text.AsSpan().TrimEnd().EndsWith(".") || AskingPattern().IsMatch(text);

    [GeneratedRegex(@"\?\W*$|^\W*(\w+\s+){0,2}(what|which|who|whom|whose|when|where|why|how)(['’]s)?\b|^\W*(is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(n['’]t)?\b|^\W*(please\s+)?(name|list|tell|give|explain|describe|define|find|show|say)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AskingPattern();

    // Not in capitals: WHO is an organisation.
    [GeneratedRegex(@"\b([Ww]hat|[Ww]hich|[Ww]ho|[Ww]hom|[Ww]hose|[Ww]hen|[Ww]here|[Ww]hy|[Hh]ow(\s+(many|much|long|often|come))?|[Dd]id|[Dd]oes|[Dd]o|[Cc]an you|[Cc]ould you|[Pp]lease|[Tt]ell me|[Dd]o you know)\b")]
    private static partial Regex Pattern();
}
