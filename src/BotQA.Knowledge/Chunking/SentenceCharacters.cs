using System.Buffers;

namespace BotQA.Knowledge.Chunking;

/// <summary>The characters that mark the ends and beginnings of sentences.</summary>
internal static class SentenceCharacters
{
    // Chinese and Japanese, halfwidth Japanese, Devanagari, Urdu, Armenian, Ethiopic, Khmer, Burmese.
    private const string UnambiguousStops = "。！？｡．।॥۔։።។။";
    private const string Exclamations = "!?؟‼⁇⁈⁉";

    public static SearchValues<char> LineEnds { get; } = SearchValues.Create("\n\r\u0085\u2028\u2029\v\f");

    public static SearchValues<char> Stops { get; } = SearchValues.Create(".…" + Exclamations + UnambiguousStops);

    /// <summary>What may follow a stop within the sentence. A straight quote mark or an apostrophe closes when nothing is before it.</summary>
    public static SearchValues<char> Closers { get; } = SearchValues.Create("\"'”’»›)]}」』）】》〉］｝〕");

    /// <summary>Quote marks that close in one language and open in another.</summary>
    public static SearchValues<char> EitherQuotes { get; } = SearchValues.Create("“‘«‹");

    /// <summary>The closers that can stand behind a blank in a tokenized text without being taken for openers.</summary>
    public static SearchValues<char> SpacedClosers { get; } = SearchValues.Create("”’»)]}");

    /// <summary>Marks of footnotes behind a stop.</summary>
    public static SearchValues<char> NoteMarks { get; } = SearchValues.Create("¹²³⁰⁴⁵⁶⁷⁸⁹*†‡");

    /// <summary>What may stand between a stop and the first word of the next sentence.</summary>
    public static SearchValues<char> Openers { get; } = SearchValues.Create("\"'“‘«‹„‚([{`¿¡-–—−•·*_# 「『（【《");

    /// <summary>What shows that the sentence goes on.</summary>
    public static SearchValues<char> Continuations { get; } = SearchValues.Create(",;:)]}%&=+/，；：、");

    /// <summary>What the number of a list item or heading is made of.</summary>
    public static SearchValues<char> NumberParts { get; } = SearchValues.Create("0123456789.");

    /// <summary>What a reference to numbered notes is made of.</summary>
    public static SearchValues<char> NoteNumberParts { get; } = SearchValues.Create("0123456789,-–; ");

    /// <summary>What a word before a full stop is made of: an abbreviation may hold full stops and hyphens.</summary>
    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '‐' or '\'' or '’' or '&';

    public static bool IsUnambiguousStop(char c) => UnambiguousStops.Contains(c);

    public static bool IsExclamation(char c) => Exclamations.Contains(c);

    /// <summary>Characters written without blanks between words: Chinese, Japanese kana and their wide forms.</summary>
    public static bool IsIdeographic(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF';

    public static bool IsHiragana(char c) => c is >= '\u3041' and <= '\u309F';
}
