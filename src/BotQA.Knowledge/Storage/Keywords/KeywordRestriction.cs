namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>Restricts a search to records by one of their indexed properties.</summary>
/// <param name="Field">The property.</param>
/// <param name="Values">The values of it that are searched.</param>
internal sealed record KeywordRestriction(string Field, IReadOnlyCollection<string> Values);
