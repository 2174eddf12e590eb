using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// Finds out how a text is encoded and decodes it strictly: UTF-8, UTF-16 and UTF-32 by their byte order mark; without one UTF-8,
/// UTF-16 by the parity of its zero bytes, and else Windows-1252 if the result could be a western text.
/// </summary>
internal static class TextDecoder
{
    private const string SaveAsUtf8 = "Save it again as UTF-8 text, or move it out of the folder.";

    // Offered by the framework, but not registered in every process.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Encoding Utf16LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding, string Name)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), "UTF-8"),
        // Before UTF-16, whose mark is the beginning of this one.
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true), "UTF-32"),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true), "UTF-32"),
        ([0xFF, 0xFE], Utf16LittleEndian, "UTF-16"),
        ([0xFE, 0xFF], Utf16BigEndian, "UTF-16"),
    ];

    private static readonly SearchValues<byte> UndefinedInWindows1252 = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    /// <summary>The characters of a text file, without the byte order mark.</summary>
    /// <exception cref="DocumentReadException">The bytes are no text, or text in an encoding that isn't known.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (BinarySignature.Find(bytes) is { } kind)
        {
            throw new DocumentReadException(
                $"The file isn't plain text but {kind}. Give it the extension of its kind, save its text as UTF-8, or move it out of the folder.");
        }

        var text = DecodeMarked(bytes) ?? DecodeUnmarked(bytes);
        return HoldsControlCharacters(text) ? throw NoText() : text;
    }

    private static string? DecodeMarked(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding, name) in Marks)
        {
            if (!bytes.StartsWith(mark))
            {
                continue;
            }

            try
            {
                return encoding.GetString(bytes[mark.Length..]);
            }
            catch (ArgumentException exception)
            {
                throw new DocumentReadException($"The file is marked as {name} but holds bytes that aren't. {SaveAsUtf8}", exception);
            }
        }

        return null;
    }

    private static string DecodeUnmarked(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
        {
            return DecodeUtf16(bytes) ?? throw NoText();
        }

        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        ThrowIfDamagedUtf8(bytes);
        return !bytes.ContainsAny(UndefinedInWindows1252) && LooksWestern(bytes)
            ? Windows1252.GetString(bytes)
            : throw new DocumentReadException(
                $"The file's encoding isn't one BotQA reads (UTF-8, UTF-16 and Windows-1252), or it isn't text. {SaveAsUtf8}");
    }

    /// <summary>The text when it makes sense as pairs of bytes, with the zero bytes as upper halves of ASCII characters; else null.</summary>
    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes)
    {
        Span<int> zeros = [0, 0];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                zeros[i & 1]++;
            }
        }

        return bytes.Length % 2 != 0 ? null
            : zeros[1] >= zeros[0] ? DecodeSensibly(Utf16LittleEndian, bytes) ?? DecodeSensibly(Utf16BigEndian, bytes)
            : DecodeSensibly(Utf16BigEndian, bytes) ?? DecodeSensibly(Utf16LittleEndian, bytes);
    }

    private static string? DecodeSensibly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            var sample = text.AsSpan(0, Math.Min(text.Length, 4096));
            var strange = 0;
            foreach (var c in sample)
            {
                if (char.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
                {
                    strange++;
                }
            }

            return strange * 50 <= sample.Length && !HoldsControlCharacters(text) ? text : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Tells a UTF-8 text with a few bad bytes, which Windows-1252 would turn into nonsense, from a text that was never UTF-8.</summary>
    private static void ThrowIfDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0, firstBad = -1;
        for (var i = 0; i < bytes.Length;)
        {
            if (bytes[i] < 0x80)
            {
                var ascii = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                i = ascii < 0 ? bytes.Length : i + ascii;
                continue;
            }

            if (Rune.DecodeFromUtf8(bytes[i..], out _, out var length) == OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
                firstBad = firstBad < 0 ? i : firstBad;
            }

            i += length;
        }

        if (good > bad)
        {
            var line = bytes[..firstBad].Count((byte)'\n') + 1;
            throw new DocumentReadException(FormattableString.Invariant(
                $"The file is UTF-8 text with {bad} damaged {(bad == 1 ? "character" : "characters")}, the first in line {line}. Repair that, or save the file again as UTF-8."));
        }
    }

    /// <summary>
    /// Whether the bytes above ASCII stand for single accented letters between others, as in western languages. In a text of another
    /// script most of them would become letters in runs.
    /// </summary>
    private static bool LooksWestern(ReadOnlySpan<byte> bytes)
    {
        int letters = 0, lettersInRuns = 0, run = 0;
        foreach (var b in bytes)
        {
            if (b is >= 0xC0 and not 0xD7 and not 0xF7 or 0x8A or 0x8C or 0x8E or 0x9A or 0x9C or 0x9E or 0x9F)
            {
                letters++;
                run++;
                lettersInRuns += run == 3 ? 3 : run > 3 ? 1 : 0;
            }
            else
            {
                run = 0;
            }
        }

        return letters < 6 || lettersInRuns * 2 <= letters;
    }

    private static bool HoldsControlCharacters(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (c == '\0')
            {
                return true;
            }

            // The end mark of DOS and the escape of coloured logs are found in texts.
            if (char.IsControl(c) && !char.IsWhiteSpace(c) && c is not ('\u001A' or '\u001B'))
            {
                count++;
            }
        }

        return count * 100L > text.Length;
    }

    private static DocumentReadException NoText() =>
        new("The file isn't text: it holds zero bytes or control characters. Save its content as UTF-8 text, or move it out of the folder.");
}
