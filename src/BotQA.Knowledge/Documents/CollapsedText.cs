using System.Text;

namespace BotQA.Knowledge.Documents;

/// <summary>Texts whose white space means nothing, as in HTML and in the runs of Office documents.</summary>
internal static class CollapsedText
{
    /// <summary>A text on one line: runs of white space as one blank, no blanks at the ends, nothing invisible.</summary>
    public static string OnOneLine(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsInvisible(c))
            {
                continue;
            }

            if (!char.IsWhiteSpace(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    /// <summary>The same, with the line ends kept and those at the ends dropped.</summary>
    public static string OnLines(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(OnOneLine)).Trim('\n') : OnOneLine(text);

    /// <summary>
    /// Soft hyphens, zero-width blanks and byte order marks, which would part words that a reader sees whole, and the control characters
    /// that no text has.
    /// </summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' || (char.IsControl(c) && !char.IsWhiteSpace(c));
}
