using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BotQA.Training.Data;

/// <summary>BERT's uncased WordPiece encoding with the exact characters of every token.</summary>
internal sealed class TextEncoder
{
    public const int Cls = 101;
    public const int Sep = 102;
    private const int Unknown = 100;
    private const int MaxWordLength = 100;

    private readonly Dictionary<string, int> _vocabulary;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private TextEncoder(Dictionary<string, int> vocabulary)
    {
        _vocabulary = vocabulary;
        _lookup = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static TextEncoder Load(string tokenizerFile)
    {
        using var stream = File.OpenRead(tokenizerFile);
        using var json = JsonDocument.Parse(stream);
        var vocabulary = json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal);
        return new TextEncoder(vocabulary);
    }

    public EncodedText Encode(string text)
    {
        var ids = new List<int>();
        var starts = new List<int>();
        var ends = new List<int>();
        var word = new StringBuilder();
        var origins = new List<(int Start, int End)>();

        void Flush()
        {
            if (word.Length > 0)
            {
                AddWord(word.ToString(), origins, ids, starts, ends);
                word.Clear();
                origins.Clear();
            }
        }

        for (var i = 0; i < text.Length;)
        {
            var valid = Rune.TryGetRuneAt(text, i, out var rune);
            var length = valid ? rune.Utf16SequenceLength : 1;
            var category = valid ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Surrogate;
            if (!valid || rune.Value is 0 or 0xFFFD || IsControl(rune, category))
            {
                i += length;
                continue;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                Flush();
            }
            else if (IsPunctuation(rune, category) || IsCjk(rune.Value))
            {
                Flush();
                Append(rune, i, length, word, origins);
                Flush();
            }
            else
            {
                Append(rune, i, length, word, origins);
            }

            i += length;
        }

        Flush();
        return new EncodedText(text, [.. ids], [.. starts], [.. ends]);
    }

    private static void Append(Rune rune, int start, int length, StringBuilder word, List<(int Start, int End)> origins)
    {
        var lower = Rune.ToLowerInvariant(rune);
        foreach (var c in lower.IsAscii ? lower.ToString() : WithoutAccents(lower))
        {
            word.Append(c);
            origins.Add((start, start + length));
        }
    }

    private static string WithoutAccents(Rune rune)
    {
        var kept = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                kept.Append(part.ToString());
            }
        }

        return kept.ToString();
    }

    private void AddWord(string word, List<(int Start, int End)> origins, List<int> ids, List<int> starts, List<int> ends)
    {
        var first = ids.Count;
        for (var at = 0; at < word.Length;)
        {
            var (id, end) = word.Length > MaxWordLength ? (-1, 0) : LongestPiece(word, at);
            if (id < 0)
            {
                ids.RemoveRange(first, ids.Count - first);
                starts.RemoveRange(first, starts.Count - first);
                ends.RemoveRange(first, ends.Count - first);
                (id, at, end) = (Unknown, 0, word.Length);
            }

            ids.Add(id);
            starts.Add(origins[at].Start);
            ends.Add(origins[end - 1].End);
            at = end;
        }
    }

    private (int Id, int End) LongestPiece(string word, int start)
    {
        Span<char> piece = stackalloc char[MaxWordLength + 2];
        "##".CopyTo(piece);
        for (var end = word.Length; end > start; end--)
        {
            var text = word.AsSpan(start, end - start);
            text.CopyTo(piece[2..]);
            var key = start == 0 ? piece.Slice(2, text.Length) : piece[..(text.Length + 2)];
            if (_lookup.TryGetValue(key, out var id))
            {
                return (id, end);
            }
        }

        return (-1, 0);
    }

    private static bool IsControl(Rune rune, UnicodeCategory category) =>
        rune.Value is not ('\t' or '\n' or '\r')
        && category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsPunctuation(Rune rune, UnicodeCategory category) =>
        rune.IsAscii
            ? !Rune.IsLetterOrDigit(rune)
            : category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsCjk(int code) =>
        code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2FA1F) or (>= 0xF900 and <= 0xFAFF);
}
