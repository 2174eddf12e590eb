namespace BotQA.Knowledge.Conversations;

/// <summary>A question that can be understood without the conversation it was asked in.</summary>
/// <param name="Text">The question.</param>
/// <param name="Context">What was said before and belongs to it, to prefer passages that fit that too; null for a question of its own.</param>
public sealed record StandaloneQuestion(string Text, string? Context);
