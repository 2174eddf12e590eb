using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage;

public sealed class InMemoryVectorStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DistanceFunction.EuclideanDistance)]
    [InlineData(DistanceFunction.CosineDistance)]
    [InlineData("made up")]
    public void GetCollection_UnknownDistanceFunction_SaysWhichAreKnown(string function)
    {
        using var store = new InMemoryVectorStore();

        var failure = Assert.Throws<NotSupportedException>(() => store.GetDynamicCollection("c", Definition(typeof(string), function)));

        Assert.Contains(function, failure.Message, StringComparison.Ordinal);
        Assert.Contains(DistanceFunction.DotProductSimilarity, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetCollection_BadModel_Throws()
    {
        using var store = new InMemoryVectorStore();

        Assert.Throws<NotSupportedException>(() => store.GetDynamicCollection("c", Definition(typeof(DateTime), distanceFunction: null)));
        Assert.Throws<InvalidOperationException>(() => store.GetCollection<Guid, Article>("c"));
        Assert.Throws<ArgumentException>(() => store.GetCollection<object, Dictionary<string, object?>>("c", Definition(typeof(string), distanceFunction: null)));
        Assert.Throws<ArgumentException>(() => store.GetCollection<string, Article>(" "));
        Assert.Throws<NotSupportedException>(() => store.GetDynamicCollection("c", new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(string)), new VectorStoreDataProperty("Number", typeof(int)) { IsFullTextIndexed = true }],
        }));
    }

    [Fact]
    public async Task EnsureCollectionExists_NameOfOtherRecords_Throws()
    {
        using var store = new InMemoryVectorStore();
        await store.GetCollection<string, Article>("c").EnsureCollectionExistsAsync(Token);

        var failure = await Assert.ThrowsAsync<VectorStoreException>(() => store.GetCollection<int, Point>("c").EnsureCollectionExistsAsync(Token));

        Assert.Equal("c", failure.CollectionName);
    }

    [Fact]
    public async Task Get_DotProductVector_ComesBackAsItWas()
    {
        using var store = new InMemoryVectorStore();
        var collection = store.GetCollection<int, Point>("points");
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(new Point { Id = 7, Place = new float[] { 3, 4, 0, 0.1f } }, Token);

        var point = await collection.GetAsync(7, new RecordRetrievalOptions { IncludeVectors = true }, Token);
        var hit = await collection.SearchAsync(new float[] { 2, 0, 0, 0 }, 1, cancellationToken: Token).SingleAsync(Token);

        Assert.Equal([3f, 4f, 0f, 0.1f], point!.Place.ToArray());
        Assert.Equal(6, hit.Score);
    }

    [Fact]
    public async Task Upsert_WithoutVector_IsFoundByKeywordsOnly()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "apple"), Notes.Chunk("b", 0, "pear") with { Embedding = Unit(0) }], Token);

        var vectors = await collection.SearchAsync(Unit(0), 10, cancellationToken: Token).ToListAsync(Token);
        var hybrid = await collection.HybridSearchAsync(
            Unit(0), ["apple"], 10, new HybridSearchOptions<KnowledgeChunk> { AdditionalProperty = chunk => chunk.Text }, Token).ToListAsync(Token);

        Assert.Equal(["b#0"], vectors.Select(hit => hit.Record.Key));
        Assert.Equal(["a#0", "b#0"], hybrid.Select(hit => hit.Record.Key));
        Assert.Equal([0.5, 0.5], hybrid.Select(hit => hit.Score!.Value));
        Assert.Equal(["a#0"], await collection.Keywords().FindAsync("apple"));
    }

    [Fact]
    public async Task Upsert_NotFiniteVector_NamesRecordAndProperty()
    {
        var collection = await Notes.CreateAsync();
        var vector = new float[KnowledgeChunk.EmbeddingDimensions];
        vector[5] = float.NaN;

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => collection.UpsertAsync(Notes.Chunk("a", 0, "text") with { Embedding = vector }, Token));

        Assert.Contains("a#0", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(KnowledgeChunk.Embedding), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upsert_SameKeyTwiceInABatch_TheLastCounts()
    {
        var collection = await Notes.CreateAsync();

        await collection.UpsertAsync([Notes.Chunk("a", 0, "apple"), Notes.Chunk("b", 0, "pear"), Notes.Chunk("a", 0, "plum")], Token);

        Assert.Equal("plum", (await collection.GetAsync("a#0", cancellationToken: Token))!.Text);
        Assert.Empty(await collection.Keywords().FindAsync("apple"));
        Assert.Equal(["a#0"], await collection.Keywords().FindAsync("plum"));
    }

    [Fact]
    public async Task Upsert_KnowledgeChunk_KeepsEveryProperty()
    {
        var collection = await Notes.CreateAsync();
        var chunk = Notes.Chunk("a", 3, "Some text.", "Title", "One > Two") with { Start = 10, End = 20, SentenceEmbeddings = new byte[] { 1, 2 }, Embedding = Unit(1) };

        await collection.UpsertAsync(chunk, Token);

        var stored = await collection.GetAsync("a#3", new RecordRetrievalOptions { IncludeVectors = true }, Token);
        Assert.Equal(chunk with { Embedding = default }, stored! with { Embedding = default });
        Assert.Equal(Unit(1), stored.Embedding.ToArray());
    }

    [Fact]
    public async Task Search_FilterThatFails_ThrowsVectorStoreException()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync(Notes.Chunk("a", 0, "text") with { Embedding = Unit(0) }, Token);

        var failure = await Assert.ThrowsAsync<VectorStoreException>(async () => await collection.SearchAsync(
            Unit(0), 1, new VectorSearchOptions<KnowledgeChunk> { Filter = chunk => chunk.SentenceOffsets[99] == 0 }, Token).ToListAsync(Token));

        Assert.Equal("Search", failure.OperationName);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task HybridSearch_SeveralTextProperties_AsksForOne()
    {
        var collection = await Notes.CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await collection.HybridSearchAsync(Unit(0), ["x"], 1, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Search_SeveralVectorProperties_SearchesTheOneNamed()
    {
        using var store = new InMemoryVectorStore();
        var collection = store.GetDynamicCollection("c", new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(long)),
                new VectorStoreVectorProperty("First", typeof(float[]), 2),
                new VectorStoreVectorProperty("Second", typeof(Embedding<float>), 3),
            ],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(
            [
                new() { ["Key"] = 1L, ["First"] = new float[] { 1, 0 }, ["Second"] = new Embedding<float>(new float[] { 0, 0, 1 }) },
                new() { ["Key"] = 2L, ["First"] = new float[] { 0, 1 }, ["Second"] = new Embedding<float>(new float[] { 1, 0, 0 }) },
            ],
            Token);

        var first = await collection.SearchAsync(new float[] { 1, 0 }, 1, new() { VectorProperty = r => r["First"] }, Token).SingleAsync(Token);
        var second = await collection.SearchAsync(new float[] { 1, 0, 0 }, 1, new() { VectorProperty = r => r["Second"], IncludeVectors = true }, Token).SingleAsync(Token);

        Assert.Equal(1L, first.Record["Key"]);
        Assert.Equal(2L, second.Record["Key"]);
        Assert.Equal([0f, 1f], Assert.IsType<float[]>(second.Record["First"]));
        Assert.Equal([1f, 0f, 0f], Assert.IsType<Embedding<float>>(second.Record["Second"]).Vector.ToArray());
        Assert.Throws<InvalidOperationException>(() => collection.SearchAsync(new float[] { 1, 0 }, 1, cancellationToken: Token));
    }

    [Fact]
    public async Task GetService_KeywordIndex_IsThereForTextKeysAndTexts()
    {
        var collection = await Notes.CreateAsync();
        using var store = new InMemoryVectorStore();

        Assert.NotNull(collection.GetService(typeof(IKeywordIndex)));
        Assert.Null(store.GetCollection<int, Point>("points").GetService(typeof(IKeywordIndex)));
        Assert.Null(store.GetDynamicCollection("c", Definition(typeof(string), distanceFunction: null)).GetService(typeof(IKeywordIndex)));
        Assert.Same(collection, collection.GetService(typeof(IKeywordHybridSearchable<KnowledgeChunk>)));
    }

    [Fact]
    public void Constructor_OptionOutOfRange_NamesIt()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new InMemoryVectorStore(new InMemoryVectorStoreOptions { HybridVectorWeight = 2, Keywords = { B = -1 } }));

        Assert.Contains(nameof(InMemoryVectorStoreOptions.HybridVectorWeight), failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(KeywordIndexOptions.B), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddInMemoryVectorStore_Defaults_GivesStoreCollectionAndKeywords()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>, WordCountGenerator>()
            .AddInMemoryVectorStore(options => options.CollectionName = "chunks")
            .BuildServiceProvider();
        var collection = services.GetRequiredService<VectorStoreCollection<string, KnowledgeChunk>>();
        await collection.UpsertAsync(Notes.Chunk("a", 0, "apple"), Token);

        Assert.Equal("chunks", collection.Name);
        Assert.True(await services.GetRequiredService<VectorStore>().CollectionExistsAsync("chunks", Token));
        Assert.Equal(["a#0"], await services.GetRequiredService<IKeywordIndex>().FindAsync("apples"));
        Assert.IsType<WordCountGenerator>(services.GetRequiredService<IOptions<InMemoryVectorStoreOptions>>().Value.EmbeddingGenerator);
    }

    [Fact]
    public async Task AddInMemoryVectorStore_OwnStoreRegistered_Stays()
    {
        using var own = new InMemoryVectorStore();
        await using var services = new ServiceCollection().AddSingleton<VectorStore>(own).AddInMemoryVectorStore().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<VectorStore>());
        Assert.Same(own, services.GetRequiredService<VectorStoreCollection<string, KnowledgeChunk>>().GetService(typeof(VectorStore)));
    }

    private static float[] Unit(int component)
    {
        var vector = new float[KnowledgeChunk.EmbeddingDimensions];
        vector[component] = 1;
        return vector;
    }

    private static VectorStoreCollectionDefinition Definition(Type key, string? distanceFunction) => new()
    {
        Properties = [new VectorStoreKeyProperty("Key", key), new VectorStoreVectorProperty("Vector", typeof(float[]), 2) { DistanceFunction = distanceFunction }],
    };
}
