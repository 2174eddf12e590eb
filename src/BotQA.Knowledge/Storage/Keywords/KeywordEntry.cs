namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>A record as the keyword index takes it.</summary>
/// <param name="Terms">The terms of each full-text property.</param>
/// <param name="Values">Each indexed text property; null where the record has none.</param>
internal sealed record KeywordEntry(string[][] Terms, IReadOnlyList<string?> Values);
