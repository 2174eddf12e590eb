using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>Where an exact text stands in another.</summary>
internal static class TextSearch
{
    /// <summary>Every place of <paramref name="part"/>, character for character, in order; none for an empty part.</summary>
    public static IEnumerable<TextSpan> FindAll(string text, string part)
    {
        if (part.Length == 0)
        {
            yield break;
        }

        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return new TextSpan(at, at + part.Length);
        }
    }

    /// <summary>The UTF-16 offset of the character that <paramref name="codePoints"/> code points precede, at most the text's length.</summary>
    public static int OffsetOf(string text, int codePoints)
    {
        var offset = 0;
        for (var i = 0; i < codePoints && offset < text.Length; i++)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }
}
