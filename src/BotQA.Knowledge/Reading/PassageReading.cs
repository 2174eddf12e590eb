using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Reading;

/// <summary>What the reader made of one passage.</summary>
/// <param name="Span">The best answer, as UTF-16 offsets into the passage's text; never empty.</param>
/// <param name="SpanScore">The start logit plus the end logit of that answer.</param>
/// <param name="NoAnswerScore">The sum of the two logits that say that the passage doesn't answer.</param>
public sealed record PassageReading(TextSpan Span, float SpanScore, float NoAnswerScore)
{
    /// <summary>
    /// How much more the passage looks like answering than not: the logarithm of a likelihood ratio, unbounded. Passages of one question,
    /// and questions among each other, are compared by this score.
    /// </summary>
    public float Score => SpanScore - NoAnswerScore;
}
