using System.Globalization;
using System.Text;

namespace BotQA.Knowledge.Generation;

/// <summary>Writes what others wrote into a prompt, so that it can't look like a part of the prompt.</summary>
internal static class PromptText
{
    /// <summary>The text with <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> escaped and without characters that no reader sees.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '\n' or '\t':
                    escaped.Append((char)rune.Value);
                    break;
                default:
                    if (IsVisible(rune))
                    {
                        escaped.Append(rune.ToString());
                    }

                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text as the value of an attribute: escaped, on one line, without quotation marks.</summary>
    public static string Attribute(string text) => Escape(text.ReplaceLineEndings(" ")).Replace("\"", "&quot;", StringComparison.Ordinal);

    // Instructions hide in tags, direction marks and other characters that have no shape.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
