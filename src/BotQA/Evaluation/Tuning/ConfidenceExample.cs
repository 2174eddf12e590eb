namespace BotQA.Evaluation.Tuning;

/// <summary>A question asked of a corpus that is known to answer it or not.</summary>
/// <param name="Row">The features.</param>
/// <param name="Kind">Whether and why it has no answer.</param>
internal sealed record ConfidenceExample(double[] Row, ConfidenceExampleKind Kind);
