namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>A saved state of a keyword index.</summary>
/// <param name="Files">The files of the Lucene index by their names.</param>
internal sealed record KeywordFiles(IReadOnlyList<(string Name, byte[] Content)> Files);
