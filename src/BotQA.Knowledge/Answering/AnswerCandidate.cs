namespace BotQA.Knowledge.Answering;

/// <summary>An answer that stayed below the threshold.</summary>
/// <param name="ShortAnswer">The shortest text that would have answered.</param>
/// <param name="Quote">The sentence it came from.</param>
/// <param name="DocumentId">The document of the sentence.</param>
public sealed record AnswerCandidate(string ShortAnswer, string Quote, string DocumentId);
