using BotQA.Knowledge.Citations;

namespace BotQA.Knowledge.Answering;

/// <summary>The parts of an answer that a person sees.</summary>
/// <param name="ShortAnswer">The shortest text that answers.</param>
/// <param name="Text">The text with <c>[n]</c> markers.</param>
/// <param name="Citations">The quotes, numbered from 1.</param>
internal sealed record ComposedAnswer(string ShortAnswer, string Text, IReadOnlyList<Citation> Citations);
