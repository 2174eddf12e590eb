using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Embeddings;

/// <summary>A passage to embed.</summary>
/// <param name="Context">What the passage stands under, such as its title; it colours the embeddings without being part of the text.</param>
/// <param name="Text">The passage.</param>
/// <param name="Sentences">The sentences, as spans of <paramref name="Text"/>.</param>
public sealed record PassageInput(string Context, string Text, IReadOnlyList<TextSpan> Sentences);
