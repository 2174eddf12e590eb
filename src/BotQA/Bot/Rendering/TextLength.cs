using System.Globalization;

namespace BotQA.Bot.Rendering;

/// <summary>Shortens texts to what a channel shows.</summary>
internal static class TextLength
{
    private const string Ellipsis = "…";

    /// <summary>The text, or its first whole words and an ellipsis, together at most <paramref name="maxLength"/> UTF-16 characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">At least 2.</param>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var room = maxLength - Ellipsis.Length;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next <= room)
        {
            end += next;
        }

        var blank = text.LastIndexOf(' ', end);
        return $"{text[..(blank > room / 2 ? blank : end)].TrimEnd()}{Ellipsis}";
    }
}
