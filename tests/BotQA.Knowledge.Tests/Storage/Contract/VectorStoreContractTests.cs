using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Contract;

/// <summary>What the contract tests of any vector store share. A store is tested by a subclass of each that creates it.</summary>
public abstract class VectorStoreContractTests : IAsyncLifetime
{
    /// <summary>A name that no other test uses.</summary>
    protected string CollectionName { get; } = $"contract{Guid.NewGuid():n}";

    protected VectorStore Store { get; private set; } = null!;

    protected VectorStoreCollection<string, Article> Collection { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Store = await CreateStoreAsync(embeddingGenerator: null);
        Collection = Store.GetCollection<string, Article>(CollectionName);
        await Collection.EnsureCollectionExistsAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await Store.EnsureCollectionDeletedAsync(CollectionName, CancellationToken.None);
            Store.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store that is tested.</summary>
    /// <param name="embeddingGenerator">The generator the store is to use for text; null for none.</param>
    protected abstract ValueTask<VectorStore> CreateStoreAsync(IEmbeddingGenerator? embeddingGenerator);

    protected static async Task<string[]> IdsAsync(IAsyncEnumerable<VectorSearchResult<Article>> results) =>
        [.. (await results.ToListAsync(Token)).Select(result => result.Record.Id)];

    protected static async Task<string[]> IdsAsync(IAsyncEnumerable<Article> records) =>
        [.. (await records.ToListAsync(Token)).Select(record => record.Id)];
}
