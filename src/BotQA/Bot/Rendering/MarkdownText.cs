using System.Globalization;
using System.Text;

namespace BotQA.Bot.Rendering;

/// <summary>
/// Writes plain text as Markdown that reads as exactly that text: no link, picture, mention, heading, list or HTML of a document takes
/// effect in a chat.
/// </summary>
internal static class MarkdownText
{
    // These mean something anywhere in a line.
    private const string Inline = "\\`*_[]|~";

    // These mean something at the beginning of a line.
    private const string LineStart = "#-+=:";

    // Web Chat reads attributes in these brackets.
    private const string WebChatBrackets = "\u27EC\u27ED";

    private const string HardBreak = "  \n";

    // Clients make links of addresses, and Teams badges of "[1]", even where the Markdown is escaped. This is invisible and stops them.
    private const char WordJoiner = '\u2060';

    /// <summary>Escapes a text; its lines stay lines, its blank lines separate paragraphs, and blanks around lines are dropped.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="flavor">Who reads it.</param>
    /// <param name="linePrefix">What each line begins with, such as <c>&gt; </c> for a quote.</param>
    public static string Escape(string text, MarkdownFlavor flavor, string linePrefix = "")
    {
        var markdown = new StringBuilder(text.Length + 16);
        var previousBlank = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0)
            {
                previousBlank = true;
                continue;
            }

            if (markdown.Length > 0)
            {
                markdown.Append(previousBlank ? $"\n{linePrefix.TrimEnd()}\n" : HardBreak);
            }

            previousBlank = false;
            markdown.Append(linePrefix);
            AppendLine(markdown, line, flavor);
        }

        return markdown.ToString();
    }

    /// <summary>A link, or the escaped text alone where there is no address.</summary>
    public static string Link(string text, Uri? address, MarkdownFlavor flavor)
    {
        var label = Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), flavor);
        return address is null ? label : $"[{label}]({address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }

    /// <summary>Appends text within a line, blanks at its ends included.</summary>
    public static void AppendInline(StringBuilder markdown, ReadOnlySpan<char> text, MarkdownFlavor flavor)
    {
        for (var i = 0; i < text.Length; i++)
        {
            AppendCharacter(markdown, text, i, flavor);
        }
    }

    private static void AppendLine(StringBuilder markdown, string line, MarkdownFlavor flavor)
    {
        // "1." and "1)" begin a list; the digits themselves can't be escaped.
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        var start = 0;
        if (digits > 0 && digits < line.Length && line[digits] is '.' or ')')
        {
            markdown.Append(line, 0, digits).Append('\\').Append(line[digits]);
            start = digits + 1;
        }
        else if (LineStart.Contains(line[0], StringComparison.Ordinal))
        {
            markdown.Append('\\').Append(line[0]);
            start = 1;
        }

        AppendInline(markdown, line.AsSpan(start), flavor);
    }

    private static void AppendCharacter(StringBuilder markdown, ReadOnlySpan<char> text, int index, MarkdownFlavor flavor)
    {
        var character = text[index];
        if (character is '<' or '>')
        {
            markdown.Append(character == '<' ? "&lt;" : "&gt;");
        }
        else if (character == '&' && (flavor == MarkdownFlavor.WebChat || BeginsEntity(text[index..])))
        {
            markdown.Append("&amp;");
        }
        else if (flavor == MarkdownFlavor.WebChat && WebChatBrackets.Contains(character, StringComparison.Ordinal))
        {
            markdown.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
        }
        else if (flavor == MarkdownFlavor.Common && BeginsAddress(text, index))
        {
            markdown.Append(WordJoiner).Append(character);
        }
        else if (IsEscaped(character, flavor))
        {
            markdown.Append('\\').Append(character);
            if (flavor == MarkdownFlavor.Common && character == '[' && index + 1 < text.Length && char.IsAsciiDigit(text[index + 1]))
            {
                markdown.Append(WordJoiner);
            }
        }
        else if (!char.IsControl(character) || character == '\t')
        {
            markdown.Append(character);
        }
    }

    private static bool IsEscaped(char character, MarkdownFlavor flavor) => flavor == MarkdownFlavor.WebChat
        ? char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character))
        : Inline.Contains(character, StringComparison.Ordinal);

    // "http://", "www." and the like become links without any Markdown.
    private static bool BeginsAddress(ReadOnlySpan<char> text, int index) => text[index] switch
    {
        ':' => text[(index + 1)..].StartsWith("//", StringComparison.Ordinal) || text[..index].EndsWith("mailto", StringComparison.OrdinalIgnoreCase),
        '.' => text[..index].EndsWith("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool BeginsEntity(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '#'))
        {
            length++;
        }

        return length > 1 && length < text.Length && text[length] == ';';
    }
}
