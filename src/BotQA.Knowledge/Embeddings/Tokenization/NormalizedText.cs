using System.Buffers;
using System.Globalization;
using System.Text;

namespace BotQA.Knowledge.Embeddings.Tokenization;

/// <summary>
/// A text prepared as the model's vocabulary expects it (lower-case, without accents and control characters, CJK ideographs set
/// apart by spaces; the rules of Hugging Face's <c>BertNormalizer</c>), with the original range each character came from.
/// </summary>
internal sealed class NormalizedText : IDisposable
{
    private char[] _characters;
    private int[] _starts;
    private int[] _ends;
    private int _count;

    public NormalizedText(string text)
    {
        var capacity = text.Length + 16;
        _characters = ArrayPool<char>.Shared.Rent(capacity);
        _starts = ArrayPool<int>.Shared.Rent(capacity);
        _ends = ArrayPool<int>.Shared.Rent(capacity);
        Normalize(text);
    }

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _count);

    public int StartOf(int index) => _starts[index];

    public int EndOf(int index) => _ends[index];

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters);
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_ends);
        (_characters, _starts, _ends, _count) = ([], [], [], 0);
    }

    private void Normalize(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsAscii(c))
            {
                AddAscii(c, i);
                i++;
            }
            else if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                AddRune(rune, i);
                i += rune.Utf16SequenceLength;
            }
            else
            {
                // Half of a surrogate pair stands for nothing.
                i++;
            }
        }
    }

    private void AddAscii(char c, int start)
    {
        if (c is ' ' or '\t' or '\n' or '\r')
        {
            Add(' ', start, start + 1);
        }
        else if (!char.IsControl(c))
        {
            Add(char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c, start, start + 1);
        }
    }

    private void AddRune(Rune rune, int start)
    {
        var end = start + rune.Utf16SequenceLength;
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                Add(' ', start, end);
                return;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                return;
            case UnicodeCategory.NonSpacingMark:
                ExtendLast(end);
                return;
            default:
                break;
        }

        if (rune == Rune.ReplacementChar)
        {
            return;
        }

        if (IsIdeograph(rune.Value))
        {
            Add(' ', start, end);
            AddFolded(rune, start, end);
            Add(' ', start, end);
        }
        else
        {
            AddFolded(rune, start, end);
        }
    }

    private void AddFolded(Rune rune, int start, int end)
    {
        if (BaseLetters.Find(rune) is not { } letters)
        {
            AddLower(rune, start, end);
            return;
        }

        foreach (var letter in letters.EnumerateRunes())
        {
            AddLower(letter, start, end);
        }
    }

    private void AddLower(Rune rune, int start, int end)
    {
        Span<char> utf16 = stackalloc char[2];
        foreach (var c in utf16[..Rune.ToLowerInvariant(rune).EncodeToUtf16(utf16)])
        {
            Add(c, start, end);
        }
    }

    private void Add(char c, int start, int end)
    {
        if (_count == _characters.Length || _count == _starts.Length || _count == _ends.Length)
        {
            Grow(ref _characters);
            Grow(ref _starts);
            Grow(ref _ends);
        }

        _characters[_count] = c;
        _starts[_count] = start;
        _ends[_count] = end;
        _count++;
    }

    // An accent written after its letter belongs to the letter's range, so that a quote never ends between the two.
    private void ExtendLast(int end)
    {
        if (_count > 0 && _characters[_count - 1] != ' ')
        {
            _ends[_count - 1] = end;
        }
    }

    private void Grow<T>(ref T[] array)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    private static bool IsIdeograph(int code) => code
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
