namespace BotQA.Training.Statements;

/// <summary>A passage with sentences written for it.</summary>
/// <param name="Title">The title of what it is from; empty where that isn't known.</param>
/// <param name="Text">Its text.</param>
/// <param name="Supported">Sentences that say nothing but what it states.</param>
/// <param name="Unsupported">Sentences that look like them, with one fault each.</param>
internal sealed record WrittenPassage(string Title, string Text, IReadOnlyList<string> Supported, IReadOnlyList<string> Unsupported);
