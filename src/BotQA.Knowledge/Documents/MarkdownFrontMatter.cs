using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents;

/// <summary>Reads the one field of a document's YAML front matter that is used.</summary>
internal static partial class MarkdownFrontMatter
{
    /// <summary>The value of <c>title</c> when it is written on one line, without its quotes; else null.</summary>
    public static string? Title(string yaml)
    {
        var match = TitleLine.Match(yaml);
        if (!match.Success)
        {
            return null;
        }

        var value = match.Groups["value"].Value.Trim();
        value = value switch
        {
            ['"', .. var quoted, '"'] => quoted.Replace("\\\"", "\"", StringComparison.Ordinal),
            ['\'', .. var quoted, '\''] => quoted.Replace("''", "'", StringComparison.Ordinal),
            ['>' or '|' or '&' or '*' or '[' or '{', ..] => "",
            _ => Comment.Replace(value, ""),
        };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    [GeneratedRegex("^title[ \\t]*:[ \\t]+(?<value>[^\\n]+)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex TitleLine { get; }

    [GeneratedRegex("\\s#.*$")]
    private static partial Regex Comment { get; }
}
