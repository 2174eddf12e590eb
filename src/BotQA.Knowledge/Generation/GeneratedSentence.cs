namespace BotQA.Knowledge.Generation;

/// <summary>A sentence that a model wrote, as far as plain text goes.</summary>
/// <param name="Text">The sentence without markers and markup.</param>
/// <param name="Passages">The numbers it cites, in order, each once.</param>
/// <param name="StartsParagraph">Whether the model began a new line with it.</param>
internal sealed record GeneratedSentence(string Text, IReadOnlyList<int> Passages, bool StartsParagraph);
