namespace BotQA.Training.Training;

/// <summary>When a run ends.</summary>
/// <param name="Examples">After so many examples; the learning rate follows them. Repeats exactly.</param>
/// <param name="Minutes">After so many minutes of work; the learning rate follows the time.</param>
/// <param name="Until">At this time at the latest; alone, the learning rate follows the clock.</param>
internal sealed record TrainingLimits(int? Examples, double? Minutes, DateTimeOffset? Until);
