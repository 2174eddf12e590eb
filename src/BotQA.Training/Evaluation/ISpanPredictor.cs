using BotQA.Training.Data;

namespace BotQA.Training.Evaluation;

/// <summary>Answers questions from given passages.</summary>
internal interface ISpanPredictor
{
    /// <summary>The best answer of each pair, in their order; null for a passage without tokens.</summary>
    SpanPrediction?[] Predict(IReadOnlyList<(string Question, QaParagraph Paragraph)> pairs);
}
