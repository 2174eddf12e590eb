namespace BotQA.Knowledge.Documents;

/// <summary>A half-open range <c>[Start, End)</c> of UTF-16 offsets into a document's canonical text.</summary>
/// <param name="Start">The offset of the first character, at least 0.</param>
/// <param name="End">The offset after the last character, at least <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The number of UTF-16 characters in the span.</summary>
    public int Length => End - Start;

    /// <summary>Whether <paramref name="other"/> lies within this span.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the two spans share at least one character.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>Whether the span is a range of <paramref name="text"/>.</summary>
    public bool IsWithin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return 0 <= Start && Start <= End && End <= text.Length;
    }

    /// <summary>The characters of <paramref name="text"/> in this span.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is not a range of <paramref name="text"/>.</exception>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }
}
