using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Contract;

/// <summary>What <see cref="VectorStoreCollection{TKey,TRecord}"/> asks of any store: lifecycle, upsert, get and delete.</summary>
public abstract class VectorStoreCollectionContractTests : VectorStoreContractTests
{
    [Fact]
    public async Task EnsureCollectionExists_NewAndExisting_IsListedOnce()
    {
        await Collection.EnsureCollectionExistsAsync(Token);

        Assert.True(await Collection.CollectionExistsAsync(Token));
        Assert.True(await Store.CollectionExistsAsync(CollectionName, Token));
        Assert.Single(await Store.ListCollectionNamesAsync(Token).ToListAsync(Token), CollectionName);
    }

    [Fact]
    public async Task EnsureCollectionDeleted_ExistingAndMissing_IsGone()
    {
        await Collection.UpsertAsync(Article.Create("a"), Token);

        await Collection.EnsureCollectionDeletedAsync(Token);
        await Collection.EnsureCollectionDeletedAsync(Token);

        Assert.False(await Collection.CollectionExistsAsync(Token));
        Assert.DoesNotContain(CollectionName, await Store.ListCollectionNamesAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task EnsureCollectionExists_AfterDeletion_IsEmpty()
    {
        await Collection.UpsertAsync(Article.Create("a"), Token);
        await Store.EnsureCollectionDeletedAsync(CollectionName, Token);

        await Collection.EnsureCollectionExistsAsync(Token);

        Assert.Null(await Collection.GetAsync("a", cancellationToken: Token));
    }

    [Fact]
    public async Task AnyOperation_MissingCollection_ThrowsWithMetadata()
    {
        await Collection.EnsureCollectionDeletedAsync(Token);

        VectorStoreException[] failures =
        [
            await Assert.ThrowsAsync<VectorStoreException>(() => Collection.GetAsync("a", cancellationToken: Token)),
            await Assert.ThrowsAsync<VectorStoreException>(() => Collection.UpsertAsync(Article.Create("a"), Token)),
            await Assert.ThrowsAsync<VectorStoreException>(() => Collection.DeleteAsync("a", Token)),
            await Assert.ThrowsAsync<VectorStoreException>(async () => await Collection.GetAsync(_ => true, 1, cancellationToken: Token).ToListAsync(Token)),
            await Assert.ThrowsAsync<VectorStoreException>(async () => await Collection.SearchAsync(new float[] { 1, 0, 0 }, 1, cancellationToken: Token).ToListAsync(Token)),
        ];

        Assert.All(failures, failure =>
        {
            Assert.Equal(CollectionName, failure.CollectionName);
            Assert.NotEmpty(failure.VectorStoreSystemName!);
            Assert.NotEmpty(failure.OperationName!);
        });
    }

    [Fact]
    public async Task Get_TwoHandles_ShareTheRecords()
    {
        await Collection.UpsertAsync(Article.Create("a", category: "shared"), Token);

        using var other = Store.GetCollection<string, Article>(CollectionName);

        Assert.Equal("shared", (await other.GetAsync("a", cancellationToken: Token))?.Category);
    }

    [Fact]
    public async Task Get_AfterUpsert_ReturnsEveryProperty()
    {
        await Collection.UpsertAsync(Article.Create("a", [1, 2, 3], "fruit", 1999, "An apple."), Token);

        var record = await Collection.GetAsync("a", new RecordRetrievalOptions { IncludeVectors = true }, Token);

        Assert.NotNull(record);
        Assert.Equal(("a", "fruit", 1999, "An apple."), (record.Id, record.Category, record.Year, record.Body));
        Assert.Equal([1f, 2f, 3f], record.Vector.ToArray());
    }

    [Fact]
    public async Task Get_WithoutIncludeVectors_LeavesThemOut()
    {
        await Collection.UpsertAsync(Article.Create("a"), Token);

        Assert.True((await Collection.GetAsync("a", cancellationToken: Token))!.Vector.IsEmpty);
    }

    [Fact]
    public async Task Get_UnknownKey_ReturnsNull() =>
        Assert.Null(await Collection.GetAsync("unknown", cancellationToken: Token));

    [Fact]
    public async Task Get_NullValues_ComeBackAsNull()
    {
        await Collection.UpsertAsync(Article.Create("a"), Token);

        var record = await Collection.GetAsync("a", cancellationToken: Token);

        Assert.Null(record!.Category);
        Assert.Null(record.Body);
    }

    [Fact]
    public async Task Get_SomeKeysUnknown_ReturnsTheOthers()
    {
        await Collection.UpsertAsync([Article.Create("a"), Article.Create("b"), Article.Create("c")], Token);

        var ids = await IdsAsync(Collection.GetAsync(["c", "unknown", "a"], cancellationToken: Token));

        Assert.Equal(["a", "c"], ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Upsert_ExistingKey_ReplacesTheWholeRecord()
    {
        await Collection.UpsertAsync(Article.Create("a", [1, 0, 0], "old", body: "old words"), Token);

        await Collection.UpsertAsync(Article.Create("a", [0, 1, 0], "new"), Token);

        var record = await Collection.GetAsync("a", new RecordRetrievalOptions { IncludeVectors = true }, Token);
        Assert.Equal("new", record!.Category);
        Assert.Null(record.Body);
        Assert.Equal([0f, 1f, 0f], record.Vector.ToArray());
        Assert.Single(await Collection.GetAsync(_ => true, 10, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Upsert_RecordChangedAfterwards_StoreIsNotAffected()
    {
        var record = Article.Create("a", category: "stored");
        await Collection.UpsertAsync(record, Token);
        record.Category = "changed";

        var stored = await Collection.GetAsync("a", cancellationToken: Token);
        Assert.Equal("stored", stored!.Category);
        stored.Category = "changed";

        Assert.Equal("stored", (await Collection.GetAsync("a", cancellationToken: Token))!.Category);
    }

    [Fact]
    public async Task Upsert_EmptyBatch_ChangesNothing()
    {
        await Collection.UpsertAsync([], Token);

        Assert.Empty(await Collection.GetAsync(_ => true, 10, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Upsert_BatchWithWrongVector_StoresNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Collection.UpsertAsync([Article.Create("a"), Article.Create("b", [1, 0])], Token));

        Assert.Null(await Collection.GetAsync("a", cancellationToken: Token));
    }

    [Fact]
    public async Task Upsert_ManyRecords_AllAreStored()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => $"{i:d4}").ToArray();

        await Collection.UpsertAsync(ids.Select(id => Article.Create(id)), Token);

        Assert.Equal(ids, (await IdsAsync(Collection.GetAsync(_ => true, 2000, cancellationToken: Token))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("path/to/file.txt#12")]
    [InlineData("Ünïcödé 漢字 🙂")]
    [InlineData("'; drop table articles; --")]
    [InlineData("*")]
    public async Task Upsert_UnusualKey_IsFoundAndDeleted(string key)
    {
        await Collection.UpsertAsync([Article.Create(key), Article.Create("other")], Token);
        Assert.Equal(key, (await Collection.GetAsync(key, cancellationToken: Token))?.Id);

        await Collection.DeleteAsync(key, Token);

        Assert.Null(await Collection.GetAsync(key, cancellationToken: Token));
        Assert.NotNull(await Collection.GetAsync("other", cancellationToken: Token));
    }

    [Fact]
    public async Task Delete_UnknownKey_ChangesNothing()
    {
        await Collection.UpsertAsync(Article.Create("a"), Token);

        await Collection.DeleteAsync("unknown", Token);

        Assert.NotNull(await Collection.GetAsync("a", cancellationToken: Token));
    }

    [Fact]
    public async Task Delete_Batch_DeletesThoseThatExist()
    {
        await Collection.UpsertAsync([Article.Create("a"), Article.Create("b"), Article.Create("c")], Token);

        await Collection.DeleteAsync(["a", "unknown", "c"], Token);

        Assert.Equal(["b"], await IdsAsync(Collection.GetAsync(_ => true, 10, cancellationToken: Token)));
    }

    [Fact]
    public async Task NullArguments_AnyOperation_ThrowsArgumentNullException()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Collection.GetAsync((string)null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Collection.DeleteAsync((string)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Collection.UpsertAsync((Article)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Collection.UpsertAsync((IEnumerable<Article>)null!, Token));
    }

    [Fact]
    public async Task AnyOperation_CancelledToken_Throws()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Collection.UpsertAsync(Article.Create("a"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Collection.GetAsync("a", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Collection.SearchAsync(new float[] { 1, 0, 0 }, 1, cancellationToken: cancelled).ToListAsync(cancelled));
        Assert.Null(await Collection.GetAsync("a", cancellationToken: Token));
    }

    [Fact]
    public void GetService_Metadata_NamesStoreAndCollection()
    {
        var ofCollection = Assert.IsType<VectorStoreCollectionMetadata>(Collection.GetService(typeof(VectorStoreCollectionMetadata)));
        var ofStore = Assert.IsType<VectorStoreMetadata>(Store.GetService(typeof(VectorStoreMetadata)));

        Assert.Equal(CollectionName, ofCollection.CollectionName);
        Assert.Equal(ofStore.VectorStoreSystemName, ofCollection.VectorStoreSystemName);
        Assert.Null(Collection.GetService(typeof(VectorStoreCollectionMetadata), serviceKey: "key"));
        Assert.Null(Collection.GetService(typeof(Uri)));
    }
}
