namespace BotQA.Training.Data;

/// <summary>One annotator's answer.</summary>
/// <param name="Text">The answer as written in the passage.</param>
/// <param name="Start">Where it starts there, as a UTF-16 offset.</param>
/// <param name="Tokens">The passage's tokens it touches; null where it touches none.</param>
internal sealed record QaAnswer(string Text, int Start, TokenSpan? Tokens);
