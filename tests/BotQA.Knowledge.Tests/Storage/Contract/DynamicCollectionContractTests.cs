using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Contract;

/// <summary>What records that are dictionaries, and keys that the store generates, ask of any store.</summary>
public abstract class DynamicCollectionContractTests : VectorStoreContractTests
{
    private static readonly VectorStoreCollectionDefinition Definition = new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("Key", typeof(Guid)),
            new VectorStoreDataProperty("Name", typeof(string)) { IsIndexed = true },
            new VectorStoreVectorProperty("Place", typeof(ReadOnlyMemory<float>), 2) { DistanceFunction = DistanceFunction.CosineSimilarity },
        ],
    };

    [Fact]
    public async Task Dynamic_UpsertGetSearchDelete_WorksAsForTypes()
    {
        using var collection = await CreateAsync();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await collection.UpsertAsync([Record(first, "first", 1, 0), Record(second, "second", 0, 1)], Token);

        var record = await collection.GetAsync(first, new RecordRetrievalOptions { IncludeVectors = true }, Token);
        Assert.Equal("first", record!["Name"]);
        Assert.Equal([1f, 0f], ((ReadOnlyMemory<float>)record["Place"]!).ToArray());

        var found = await collection.SearchAsync(new float[] { 0, 1 }, 1, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal(second, found.Record["Key"]);

        var filtered = await collection.GetAsync(r => (string?)r["Name"] == "second", 5, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal(second, filtered["Key"]);

        await collection.DeleteAsync([first], Token);
        Assert.Null(await collection.GetAsync(first, cancellationToken: Token));
        await collection.EnsureCollectionDeletedAsync(Token);
    }

    [Fact]
    public async Task Upsert_EmptyGuidKey_GetsOneGenerated()
    {
        using var collection = await CreateAsync();
        var record = Record(Guid.Empty, "generated", 1, 0);

        await collection.UpsertAsync(record, Token);

        Assert.NotEqual(Guid.Empty, record["Key"]);
        Assert.Equal("generated", (await collection.GetAsync(record["Key"]!, cancellationToken: Token))!["Name"]);
        await collection.EnsureCollectionDeletedAsync(Token);
    }

    [Fact]
    public async Task Upsert_TextAsVector_IsEmbedded()
    {
        using var store = await CreateStoreAsync(new WordCountGenerator());
        using var collection = store.GetDynamicCollection($"{CollectionName}embedded", new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(string)),
                new VectorStoreVectorProperty("Text", typeof(string), 3) { DistanceFunction = DistanceFunction.CosineSimilarity },
            ],
        });
        await collection.EnsureCollectionExistsAsync(Token);

        await collection.UpsertAsync([new() { ["Key"] = "day", ["Text"] = "sun" }, new() { ["Key"] = "night", ["Text"] = "moon and star" }], Token);

        Assert.Equal("night", (await collection.SearchAsync("star", 1, cancellationToken: Token).SingleAsync(Token)).Record["Key"]);
        await collection.EnsureCollectionDeletedAsync(Token);
    }

    private static Dictionary<string, object?> Record(Guid key, string name, float x, float y) =>
        new() { ["Key"] = key, ["Name"] = name, ["Place"] = new ReadOnlyMemory<float>([x, y]) };

    private async Task<VectorStoreCollection<object, Dictionary<string, object?>>> CreateAsync()
    {
        var collection = Store.GetDynamicCollection($"{CollectionName}dynamic", Definition);
        await collection.EnsureCollectionExistsAsync(Token);
        return collection;
    }
}
