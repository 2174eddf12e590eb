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

    // Not in capitals: WHO is an organisation.
    [GeneratedRegex(@"\b([Ww]hat|[Ww]hich|[Ww]ho|[Ww]hom|[Ww]hose|[Ww]hen|[Ww]here|[Ww]hy|[Hh]ow(\s+(many|much|long|often|come))?|[Dd]id|[Dd]oes|[Dd]o|[Cc]an you|[Cc]ould you|[Pp]lease|[Tt]ell me|[Dd]o you know)\b")]
    private static partial Regex Pattern();
}
