using System.Collections.Frozen;
using System.Text;

namespace BotQA.Knowledge.Embeddings.Tokenization;

/// <summary>
/// Letters without their accents: Unicode's canonical decomposition less the non-spacing marks. The table is our own because
/// <see cref="string.Normalize()"/> leaves text as it is under invariant globalisation, and differs between machines elsewhere.
/// </summary>
internal static class BaseLetters
{
    private const int FirstHangulSyllable = 0xAC00;
    private const int LastHangulSyllable = 0xD7A3;
    private const int FirstLeadingJamo = 0x1100;
    private const int FirstVowelJamo = 0x1161;
    private const int FirstTrailingJamo = 0x11A7;
    private const int VowelJamos = 21;
    private const int TrailingJamos = 28;

    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(Load);

    /// <summary>What remains of <paramref name="letter"/> (possibly nothing), or null when it has no decomposition.</summary>
    public static string? Find(Rune letter)
    {
        if (letter.Value is >= FirstHangulSyllable and <= LastHangulSyllable)
        {
            return DecomposeHangul(letter.Value - FirstHangulSyllable);
        }

        return Table.Value.GetValueOrDefault(letter.Value);
    }

    // The Unicode Standard, section 3.12, "Hangul Syllable Decomposition".
    private static string DecomposeHangul(int syllable)
    {
        var leading = (char)(FirstLeadingJamo + (syllable / (VowelJamos * TrailingJamos)));
        var vowel = (char)(FirstVowelJamo + (syllable % (VowelJamos * TrailingJamos) / TrailingJamos));
        var trailing = syllable % TrailingJamos;
        return trailing == 0 ? new string([leading, vowel]) : new string([leading, vowel, (char)(FirstTrailingJamo + trailing)]);
    }

    private static FrozenDictionary<int, string> Load()
    {
        using var stream = typeof(BaseLetters).Assembly.GetManifestResourceStream("BotQA.Knowledge.BaseLetters.txt")
            ?? throw new InvalidOperationException("The resource BaseLetters.txt is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<int, string>(2200);
        while (reader.ReadLine() is { } line)
        {
            var letter = Rune.GetRuneAt(line, 0);
            table.Add(letter.Value, line[letter.Utf16SequenceLength..]);
        }

        return table.ToFrozenDictionary();
    }
}
