namespace BotQA.Knowledge.Reading;

/// <summary>The best answer that a window's logits allow.</summary>
/// <param name="First">Its first token, counted in the passage.</param>
/// <param name="Last">Its last token, counted in the passage.</param>
/// <param name="SpanScore">The start logit of the first plus the end logit of the last.</param>
/// <param name="NoAnswerScore">The logits of [CLS], which stands for "not here".</param>
internal readonly record struct DecodedSpan(int First, int Last, float SpanScore, float NoAnswerScore)
{
    public float Score => SpanScore - NoAnswerScore;
}

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
