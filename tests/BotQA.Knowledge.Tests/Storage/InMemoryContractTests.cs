using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Contract;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage;

/// <summary>The in-memory store against the contract of every store.</summary>
public static class InMemoryContractTests
{
    private static InMemoryVectorStore Create(IEmbeddingGenerator? embeddingGenerator) =>
        new(new InMemoryVectorStoreOptions { EmbeddingGenerator = embeddingGenerator });

    public sealed class Records : VectorStoreCollectionContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => new(Create(embeddingGenerator));
    }

    public sealed class Vectors : VectorSearchContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => new(Create(embeddingGenerator));
    }

    public sealed class Hybrid : HybridSearchContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => new(Create(embeddingGenerator));
    }

    public sealed class Dynamic : DynamicCollectionContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => new(Create(embeddingGenerator));
    }
}
