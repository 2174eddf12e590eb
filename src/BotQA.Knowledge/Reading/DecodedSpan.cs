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
