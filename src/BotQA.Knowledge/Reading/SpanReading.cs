using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Reading;

/// <summary>An answer that the reader points at.</summary>
/// <param name="Span">Its place, as UTF-16 offsets into the passage's text; never empty.</param>
/// <param name="SpanScore">The start logit of its first token plus the end logit of its last.</param>
/// <param name="NoAnswerScore">The sum of the two logits that say that the passage doesn't answer.</param>
public sealed record SpanReading(TextSpan Span, float SpanScore, float NoAnswerScore)
{
    /// <summary>
    /// How much more this looks like the answer than that there is none: the logarithm of a likelihood ratio, unbounded. Passages of one
    /// question, and questions among each other, are compared by this score.
    /// </summary>
    public float Score => SpanScore - NoAnswerScore;
}
