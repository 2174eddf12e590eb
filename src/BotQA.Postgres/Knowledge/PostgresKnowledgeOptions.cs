namespace BotQA.Postgres.Knowledge;

/// <summary>How the knowledge base in PostgreSQL is used. Configuration section <c>Storage</c>.</summary>
public sealed class PostgresKnowledgeOptions
{
    /// <summary>
    /// Whether the knowledge base becomes that of the folder which is indexed here, though it was that of another one: for who indexes by
    /// command. Default false: then the folder is left alone, and questions are answered from what is there.
    /// </summary>
    public bool TakesFolderOver { get; set; }

    /// <summary>The characters of texts that are kept in memory to quote from. Default 64 million.</summary>
    public long CachedCharacters { get; set; } = 64_000_000;
}
