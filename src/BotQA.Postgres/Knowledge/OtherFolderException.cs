namespace BotQA.Postgres.Knowledge;

/// <summary>The knowledge base is that of another folder.</summary>
/// <param name="indexed">The folder that was indexed.</param>
/// <param name="folder">The folder that was to be.</param>
internal sealed class OtherFolderException(string indexed, string folder) : Exception(
    $"The knowledge base in the database was indexed from '{indexed}', so '{folder}' is left alone and questions are answered from what is there. "
    + "To index this folder instead, run 'botqa index' on it, or name another schema in Storage:ConnectionString (Search Path=...).");
