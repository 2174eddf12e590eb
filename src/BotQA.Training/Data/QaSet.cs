namespace BotQA.Training.Data;

/// <summary>One part (training or held out) of a set.</summary>
internal sealed record QaSet(string Name, double Weight, IReadOnlyList<QaParagraph> Paragraphs, IReadOnlyList<QaQuestion> Questions);
