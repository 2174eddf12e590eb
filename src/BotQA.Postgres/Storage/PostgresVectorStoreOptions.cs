using System.ComponentModel.DataAnnotations;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BotQA.Postgres.Storage;

/// <summary>How the store in PostgreSQL searches records. Configuration section <c>Storage</c>.</summary>
public sealed class PostgresVectorStoreOptions
{
    /// <summary>
    /// Turns text into vectors where a search is given text, or a vector property holds text. Default: the registered
    /// <c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c>, if there is one.
    /// </summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }

    /// <summary>How words are indexed and weighted.</summary>
    [ValidateObjectMembers]
    public KeywordIndexOptions Keywords { get; set; } = new();

    /// <summary>The weight of the vector similarity in a hybrid search, 0 to 1; the rest is that of the keyword score over its best. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double HybridVectorWeight { get; set; } = 0.5;

    /// <summary>
    /// Whether vectors are kept, which needs pgvector. Without them records are found by their words alone, as <c>Retrieval:Mode</c>
    /// <c>Keyword</c> asks for them. Default true.
    /// </summary>
    public bool KeepsVectors { get; set; } = true;

    /// <summary>
    /// The rows that the database ranks by their words before the exact score is worked out for them, per search; never fewer than are
    /// asked for. Default 300.
    /// </summary>
    [Range(1, 100_000)]
    public int KeywordCandidates { get; set; } = 300;

    /// <summary>How far the vector index looks around (pgvector's <c>hnsw.ef_search</c>): more finds better and takes longer. Default 200.</summary>
    [Range(1, 1000)]
    public int VectorEffort { get; set; } = 200;
}
