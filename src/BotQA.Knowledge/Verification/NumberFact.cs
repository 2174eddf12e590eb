namespace BotQA.Knowledge.Verification;

/// <summary>A number in a text, however it is written.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Start">The UTF-16 offset where it begins.</param>
/// <param name="End">The offset after it.</param>
internal readonly record struct NumberFact(decimal Value, int Start, int End);
