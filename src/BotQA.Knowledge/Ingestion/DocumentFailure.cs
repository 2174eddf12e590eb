namespace BotQA.Knowledge.Ingestion;

/// <summary>A source that couldn't be indexed.</summary>
/// <param name="Id">The id of the source.</param>
/// <param name="Reason">Why, and what to do about it.</param>
public sealed record DocumentFailure(string Id, string Reason);
