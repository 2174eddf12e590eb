using System.Globalization;
using System.Text;
using BotQA.Knowledge.Chunking;

namespace BotQA.Knowledge.Tests.Chunking;

/// <summary>Counts much as WordPiece does: a token for every four letters of a word, one for any other visible character.</summary>
internal sealed class FakeTokenCounter : ITokenCounter
{
    /// <summary>The characters counted so far.</summary>
    public long CountedCharacters { get; private set; }

    public int CountTokens(string text)
    {
        CountedCharacters += text.Length;
        var tokens = 0;
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherLetter)
            {
                tokens += letters++ % 4 == 0 ? 1 : 0;
                continue;
            }

            letters = 0;
            tokens += Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? 0 : 1;
        }

        return tokens;
    }
}
