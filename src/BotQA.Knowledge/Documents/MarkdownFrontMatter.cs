using System.Globalization;
using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents;

/// <summary>The fields of a document's YAML front matter that are used, where they are written on one line.</summary>
internal sealed partial class MarkdownFrontMatter
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public MarkdownFrontMatter(string yaml)
    {
        foreach (Match field in Field.Matches(yaml))
        {
            if (Value(field.Groups["value"].Value.Trim()) is { } value)
            {
                _fields.TryAdd(field.Groups["name"].Value, value);
            }
        }
    }

    /// <summary>The title, or null.</summary>
    public string? Title => Of("title");

    /// <summary>The author or authors, or null.</summary>
    public string? Author => Of("author") ?? Of("authors");

    /// <summary>When it was written, or null.</summary>
    public DateTimeOffset? Created => Date("date") ?? Date("created") ?? Date("published");

    /// <summary>When it was changed, or null.</summary>
    public DateTimeOffset? Modified => Date("lastmod") ?? Date("updated") ?? Date("modified") ?? Date("last_modified_at");

    /// <summary>The language, or null.</summary>
    public string? Language => DocumentLanguage.Of(Of("lang") ?? Of("language"));

    private string? Of(string name) => _fields.GetValueOrDefault(name);

    private DateTimeOffset? Date(string name) =>
        DateTimeOffset.TryParse(Of(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>A value without its quotes or brackets; null for one that goes on over lines or refers to another.</summary>
    private static string? Value(string value)
    {
        value = value switch
        {
            ['"', .. var quoted, '"'] => quoted.Replace("\\\"", "\"", StringComparison.Ordinal),
            ['\'', .. var quoted, '\''] => quoted.Replace("''", "'", StringComparison.Ordinal),
            ['[', .. var list, ']'] => string.Join(", ", list.Split(',').Select(item => item.Trim().Trim('"', '\''))),
            ['>' or '|' or '&' or '*' or '[' or '{', ..] => "",
            _ => Comment.Replace(value, ""),
        };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    [GeneratedRegex("^(?<name>[A-Za-z_]+)[ \\t]*:[ \\t]+(?<value>[^\\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Field { get; }

    [GeneratedRegex("\\s#.*$")]
    private static partial Regex Comment { get; }
}
