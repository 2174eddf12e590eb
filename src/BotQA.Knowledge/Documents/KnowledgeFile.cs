namespace BotQA.Knowledge.Documents;

/// <summary>A file of a knowledge folder.</summary>
/// <param name="Id">Its path relative to the folder, with forward slashes.</param>
/// <param name="Path">Its full path.</param>
public sealed record KnowledgeFile(string Id, string Path);
