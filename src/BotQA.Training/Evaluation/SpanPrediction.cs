namespace BotQA.Training.Evaluation;

/// <summary>The reader's best answer in a passage.</summary>
/// <param name="Text">The answer as written there.</param>
/// <param name="SpanScore">The sum of its start and end logits.</param>
/// <param name="NoAnswerScore">The sum of the first token's logits, in the window that the answer is from.</param>
internal sealed record SpanPrediction(string Text, float SpanScore, float NoAnswerScore)
{
    /// <summary>How much rather the passage answers than not.</summary>
    public double Score => SpanScore - NoAnswerScore;
}
