using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents;

/// <summary>The names of languages.</summary>
internal static partial class DocumentLanguage
{
    /// <summary>A BCP 47 tag as a source writes it, tidied; null for anything else.</summary>
    public static string? Of(string? tag)
    {
        tag = tag?.Trim().Replace('_', '-');
        return tag is not null && Tag.IsMatch(tag) ? tag : null;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$")]
    private static partial Regex Tag { get; }
}
