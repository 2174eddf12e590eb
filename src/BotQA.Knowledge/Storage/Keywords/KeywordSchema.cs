namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>The properties that the keyword index covers.</summary>
/// <param name="TextFields">The names of the full-text properties.</param>
/// <param name="ValueFields">The names of the indexed text properties, which searches can be restricted by.</param>
internal sealed record KeywordSchema(IReadOnlyList<string> TextFields, IReadOnlyList<string> ValueFields);
