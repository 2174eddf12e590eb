namespace BotQA.Training.Data;

/// <summary>
/// A text as WordPiece ids. Token <c>i</c> covers the characters from <c>Starts[i]</c> up to, not including, <c>Ends[i]</c>
/// (UTF-16 offsets into <paramref name="Text"/>).
/// </summary>
internal sealed record EncodedText(string Text, int[] Ids, int[] Starts, int[] Ends)
{
    public int Length => Ids.Length;

    /// <summary>The tokens that touch the characters <paramref name="start"/>..<paramref name="end"/>, or null where none does.</summary>
    public TokenSpan? TokensOf(int start, int end)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < Ids.Length && Starts[i] < end; i++)
        {
            if (Ends[i] <= start)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
        }

        return first < 0 ? null : new TokenSpan(first, last);
    }

    /// <summary>The characters that the tokens of <paramref name="span"/> cover.</summary>
    public string TextOf(TokenSpan span) => Text[Starts[span.First]..Ends[span.Last]];
}
