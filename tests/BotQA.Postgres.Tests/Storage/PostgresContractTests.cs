using BotQA.Knowledge.Tests.Storage.Contract;
using BotQA.Postgres.Schema;
using BotQA.Postgres.Storage;
using BotQA.Tests.Postgres;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

[assembly: AssemblyFixture(typeof(PgliteServer))]
[assembly: AssemblyFixture(typeof(PgliteServerWithoutBm25))]

namespace BotQA.Postgres.Tests.Storage;

/// <summary>The store in PostgreSQL against the contract of every store.</summary>
public static class PostgresContractTests
{
    private static async ValueTask<VectorStore> CreateAsync(PgliteServer server, IEmbeddingGenerator? embeddingGenerator)
    {
        var source = PostgresDataSource.Create(await server.ConnectionStringAsync("contract", TestContext.Current.CancellationToken));
        return new PostgresVectorStore(source, new SchemaMigrator(source), new PostgresVectorStoreOptions { EmbeddingGenerator = embeddingGenerator });
    }

    [Collection("PGlite")]
    public sealed class Records(PgliteServer server) : VectorStoreCollectionContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => CreateAsync(server, embeddingGenerator);
    }

    [Collection("PGlite")]
    public sealed class Vectors(PgliteServer server) : VectorSearchContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => CreateAsync(server, embeddingGenerator);
    }

    [Collection("PGlite")]
    public sealed class Hybrid(PgliteServer server) : HybridSearchContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => CreateAsync(server, embeddingGenerator);
    }

    [Collection("PGlite")]
    public sealed class HybridWithoutBm25(PgliteServerWithoutBm25 server) : HybridSearchContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => CreateAsync(server, embeddingGenerator);
    }

    [Collection("PGlite")]
    public sealed class Dynamic(PgliteServer server) : DynamicCollectionContractTests
    {
        protected override ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator) => CreateAsync(server, embeddingGenerator);
    }
}
