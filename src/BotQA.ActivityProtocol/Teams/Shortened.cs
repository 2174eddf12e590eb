using System.Globalization;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>Shortens texts to what a channel takes.</summary>
internal static class Shortened
{
    private const char Ellipsis = '\u2026';

    /// <summary>The text, or as many of its whole characters (grapheme clusters) as leave room for an ellipsis.</summary>
    /// <param name="maxLength">The most UTF-16 characters, the ellipsis included.</param>
    /// <param name="text">The text.</param>
    public static string To(int maxLength, string text)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var length = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(length)) is var next && length + next < maxLength)
        {
            length += next;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), [Ellipsis]);
    }
}
