using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents;

/// <summary>Titles for documents that don't bring one.</summary>
internal static partial class DocumentTitle
{
    private const int LongestTitle = 100;

    /// <summary>
    /// The name of a file made readable: without its extension, with blanks for underscores and, unless it has blanks already, for
    /// hyphens that aren't between digits; the first letter a capital.
    /// </summary>
    public static string FromFileName(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        name = (name.Contains(' ') ? name : Hyphen.Replace(name, " ")).Replace('_', ' ').Trim();
        return name.Length == 0 ? fileName : char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>The first line of a canonical text if it stands alone above a blank line and is no sentence; else null.</summary>
    public static string? FromFirstLine(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept('\n');
        var line = text.AsSpan(Math.Max(start, 0));
        var end = line.IndexOf("\n\n");
        if (end is < 0 or > LongestTitle)
        {
            return null;
        }

        line = line[..end].Trim();
        return !line.Contains('\n') && line.Length > 1 && (char.IsUpper(line[0]) || char.IsDigit(line[0])) && char.IsLetterOrDigit(line[^1])
            ? line.ToString()
            : null;
    }

    [GeneratedRegex("(?<!\\d)-|-(?!\\d)")]
    private static partial Regex Hyphen { get; }
}
