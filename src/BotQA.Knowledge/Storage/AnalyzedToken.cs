namespace BotQA.Knowledge.Storage;

/// <summary>A term of a text.</summary>
/// <param name="Term">The word as it is indexed: lower case, without accents, stemmed.</param>
/// <param name="Start">The UTF-16 offset of the word's first character in the text.</param>
/// <param name="End">The offset after its last character.</param>
public readonly record struct AnalyzedToken(string Term, int Start, int End);
