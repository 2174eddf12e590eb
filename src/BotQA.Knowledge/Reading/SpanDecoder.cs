namespace BotQA.Knowledge.Reading;

/// <summary>Finds answers in the reader's output.</summary>
internal static class SpanDecoder
{
    /// <summary>No answer is longer, in tokens.</summary>
    public const int MaxAnswerTokens = 30;

    /// <summary>The span with the highest score; of equals, the one that starts, then ends, first.</summary>
    /// <param name="window">The input.</param>
    /// <param name="logits">Its output: for each token, the logit of an answer starting and of one ending there.</param>
    public static DecodedSpan Best(ReaderWindow window, ReadOnlySpan<float> logits) => Best(window, logits, 0, int.MaxValue)!.Value;

    /// <summary>The same among the passage's tokens from <paramref name="from"/> to before <paramref name="to"/>; null when the window shows none of them.</summary>
    public static DecodedSpan? Best(ReaderWindow window, ReadOnlySpan<float> logits, int from, int to)
    {
        var shift = window.FirstToken - window.PassageStart;
        var earliest = Math.Max(window.PassageStart, from - shift);
        var latest = (int)Math.Min(window.PassageEnd, (long)to - shift);
        if (earliest >= latest)
        {
            return null;
        }

        var (score, first, last) = (float.NegativeInfinity, earliest, earliest);
        for (var start = earliest; start < latest; start++)
        {
            var startLogit = logits[2 * start];
            var limit = Math.Min(latest, start + MaxAnswerTokens);
            for (var end = start; end < limit; end++)
            {
                var candidate = startLogit + logits[(2 * end) + 1];
                if (candidate > score)
                {
                    (score, first, last) = (candidate, start, end);
                }
            }
        }

        return new DecodedSpan(first + shift, last + shift, score, logits[0] + logits[1]);
    }
}
