namespace BotQA.Knowledge.Documents;

/// <summary>A line of a text, without the line end and blanks before it.</summary>
internal readonly record struct TextLine(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
