namespace BotQA.Training.Data;

/// <summary>A question about a passage, with every annotator's answer.</summary>
internal sealed record QaQuestion(string Id, string Text, QaParagraph Paragraph, IReadOnlyList<QaAnswer> Answers);
