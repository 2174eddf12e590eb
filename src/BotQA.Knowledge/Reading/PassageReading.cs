namespace BotQA.Knowledge.Reading;

/// <summary>What the reader made of one passage.</summary>
/// <param name="Best">The best answer in the whole passage.</param>
/// <param name="Sentences">The best answer within each of <see cref="ReaderPassage.Sentences"/>, in their order; null for one without words.</param>
public sealed record PassageReading(SpanReading Best, IReadOnlyList<SpanReading?> Sentences);
