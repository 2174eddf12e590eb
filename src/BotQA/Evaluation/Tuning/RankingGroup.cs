namespace BotQA.Evaluation.Tuning;

/// <summary>The candidates of one question.</summary>
/// <param name="Rows">The features of each candidate.</param>
/// <param name="IsRight">Whether each candidate is right.</param>
internal sealed record RankingGroup(IReadOnlyList<double[]> Rows, IReadOnlyList<bool> IsRight);
