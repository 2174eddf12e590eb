using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Storage;

/// <summary>How the in-memory store keeps and searches records.</summary>
public sealed class InMemoryVectorStoreOptions
{
    /// <summary>The name of the collection of <see cref="KnowledgeChunk"/>s that is registered as a service. Default <c>knowledge</c>.</summary>
    [Required]
    public string CollectionName { get; set; } = "knowledge";

    /// <summary>
    /// Turns text into vectors where a search is given text, or a vector property holds text. Default: the registered
    /// <c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c>, if there is one.
    /// </summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }

    /// <summary>How words are indexed and weighted.</summary>
    [ValidateObjectMembers]
    public KeywordIndexOptions Keywords { get; set; } = new();

    /// <summary>
    /// The weight of the vector similarity in a hybrid search, 0 to 1; the rest is that of the keyword score over its best. Default 0.5.
    /// </summary>
    [Range(0.0, 1.0)]
    public double HybridVectorWeight { get; set; } = 0.5;

    /// <summary>The most threads that one search may use; 0 for one a processor. Default 0.</summary>
    [Range(0, 1024)]
    public int MaxSearchThreads { get; set; }

    /// <summary>The vector components (records times dimensions) from which a search uses several threads. Default 64 million.</summary>
    [Range(0, long.MaxValue)]
    public long ParallelSearchThreshold { get; set; } = 64_000_000;
}
