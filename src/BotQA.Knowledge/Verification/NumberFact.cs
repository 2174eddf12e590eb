namespace BotQA.Knowledge.Verification;

/// <summary>A number in a text, however it is written.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Start">The UTF-16 offset where it begins.</param>
/// <param name="End">The offset after it.</param>
/// <param name="IsToldByUser">Whether it is the age of someone of the user's, as in "your five-year-old", which a document needn't have.</param>
internal readonly record struct NumberFact(decimal Value, int Start, int End, bool IsToldByUser);
