namespace BotQA.Knowledge.Embeddings;

/// <summary>Cuts a sequence that is too long for the model into overlapping windows of about the same length.</summary>
internal static class TokenWindows
{
    /// <summary>The windows over <paramref name="count"/> tokens: one when they fit, an empty one when there are none.</summary>
    /// <param name="count">The number of tokens.</param>
    /// <param name="size">The longest window.</param>
    /// <param name="overlap">How many tokens neighbours share at least; less than <paramref name="size"/>.</param>
    public static IReadOnlyList<Range> Cut(int count, int size, int overlap)
    {
        if (count <= size)
        {
            return [0..count];
        }

        var windows = (int)Math.Ceiling((count - overlap) / (double)(size - overlap));
        var cut = new Range[windows];
        for (var i = 0; i < windows; i++)
        {
            var start = (int)((long)(count - size) * i / (windows - 1));
            cut[i] = start..(start + size);
        }

        return cut;
    }
}
