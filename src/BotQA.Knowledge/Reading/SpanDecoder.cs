namespace BotQA.Knowledge.Reading;

/// <summary>Finds answers in the reader's output.</summary>
internal static class SpanDecoder
{
    /// <summary>No answer is longer, in tokens.</summary>
    public const int MaxAnswerTokens = 30;

    /// <summary>The span with the highest score; of equals, the one that starts, then ends, first.</summary>
    /// <param name="window">The input.</param>
    /// <param name="logits">Its output: for each token, the logit of an answer starting and of one ending there.</param>
    public static DecodedSpan Best(ReaderWindow window, ReadOnlySpan<float> logits)
    {
        var (score, first, last) = (float.NegativeInfinity, window.PassageStart, window.PassageStart);
        for (var start = window.PassageStart; start < window.PassageEnd; start++)
        {
            var startLogit = logits[2 * start];
            var limit = Math.Min(window.PassageEnd, start + MaxAnswerTokens);
            for (var end = start; end < limit; end++)
            {
                var candidate = startLogit + logits[(2 * end) + 1];
                if (candidate > score)
                {
                    (score, first, last) = (candidate, start, end);
                }
            }
        }

        var shift = window.FirstToken - window.PassageStart;
        return new DecodedSpan(first + shift, last + shift, score, logits[0] + logits[1]);
    }
}
