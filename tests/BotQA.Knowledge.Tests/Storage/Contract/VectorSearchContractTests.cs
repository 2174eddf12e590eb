using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Contract;

/// <summary>What vector search, filters and paging ask of any store.</summary>
public abstract class VectorSearchContractTests : VectorStoreContractTests
{
    private static readonly float[] East = [1, 0, 0];

    [Fact]
    public async Task Search_SeveralRecords_OrdersBySimilarity()
    {
        await FillAsync();

        var results = await Collection.SearchAsync(East, 10, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["a", "b", "c", "d"], results.Select(result => result.Record.Id));
        Assert.Equal([1, 0.8, 0.6, -1], results.Select(result => Math.Round(result.Score!.Value, 5)));
    }

    [Fact]
    public async Task Search_EachVectorType_FindsTheSame()
    {
        await FillAsync();

        Assert.Equal(["a", "b"], await IdsAsync(Collection.SearchAsync(East, 2, cancellationToken: Token)));
        Assert.Equal(["a", "b"], await IdsAsync(Collection.SearchAsync(new ReadOnlyMemory<float>(East), 2, cancellationToken: Token)));
        Assert.Equal(["a", "b"], await IdsAsync(Collection.SearchAsync(new Embedding<float>(East), 2, cancellationToken: Token)));
    }

    [Fact]
    public async Task Search_LongerVectors_ComparesTheirDirections()
    {
        await Collection.UpsertAsync([Article.Create("near", [0.01f, 0.001f, 0]), Article.Create("far", [100, 100, 0])], Token);

        Assert.Equal(["near", "far"], await IdsAsync(Collection.SearchAsync(new float[] { 7, 0, 0 }, 2, cancellationToken: Token)));
    }

    [Fact]
    public async Task Search_EmptyCollection_FindsNothing() =>
        Assert.Empty(await Collection.SearchAsync(East, 3, cancellationToken: Token).ToListAsync(Token));

    [Fact]
    public async Task Search_Skip_GivesTheNextPage()
    {
        await FillAsync();

        Assert.Equal(["c", "d"], await IdsAsync(Collection.SearchAsync(East, 2, new VectorSearchOptions<Article> { Skip = 2 }, Token)));
        Assert.Empty(await IdsAsync(Collection.SearchAsync(East, 2, new VectorSearchOptions<Article> { Skip = 4 }, Token)));
    }

    [Fact]
    public async Task Search_ScoreThreshold_LeavesOutLowerScores()
    {
        await FillAsync();

        Assert.Equal(["a", "b"], await IdsAsync(Collection.SearchAsync(East, 10, new VectorSearchOptions<Article> { ScoreThreshold = 0.7 }, Token)));
        Assert.Empty(await IdsAsync(Collection.SearchAsync(East, 10, new VectorSearchOptions<Article> { ScoreThreshold = 1.5 }, Token)));
    }

    [Fact]
    public async Task Search_IncludeVectors_DecidesWhetherTheyComeAlong()
    {
        await FillAsync();

        var with = await Collection.SearchAsync(East, 1, new VectorSearchOptions<Article> { IncludeVectors = true }, Token).SingleAsync(Token);
        var without = await Collection.SearchAsync(East, 1, cancellationToken: Token).SingleAsync(Token);

        Assert.Equal(East, with.Record.Vector.ToArray());
        Assert.True(without.Record.Vector.IsEmpty);
    }

    [Fact]
    public async Task Search_VectorPropertyNamed_IsSearched()
    {
        await FillAsync();

        Assert.Equal(["a"], await IdsAsync(Collection.SearchAsync(East, 1, new VectorSearchOptions<Article> { VectorProperty = article => article.Vector }, Token)));
    }

    [Fact]
    public async Task Search_AfterUpsertAndDelete_SeesTheNewState()
    {
        await FillAsync();

        await Collection.UpsertAsync(Article.Create("d", East), Token);
        await Collection.DeleteAsync("a", Token);

        Assert.Equal(["d", "b", "c"], await IdsAsync(Collection.SearchAsync(East, 10, cancellationToken: Token)));
    }

    [Fact]
    public async Task Search_FilterEquals_FindsOnlyMatches()
    {
        await FillAsync();
        var category = "odd";

        Assert.Equal(["a", "c"], await FilteredAsync(article => article.Category == "odd"));
        Assert.Equal(["a", "c"], await FilteredAsync(article => article.Category == category));
        Assert.Equal(["b", "d"], await FilteredAsync(article => article.Category != category));
        Assert.Equal(["b"], await FilteredAsync(article => article.Id == "b"));
        Assert.Empty(await FilteredAsync(article => article.Category == "unknown"));
    }

    [Fact]
    public async Task Search_FilterComparison_FindsOnlyMatches()
    {
        await FillAsync();

        Assert.Equal(["c", "d"], await FilteredAsync(article => article.Year > 2002));
        Assert.Equal(["a", "b"], await FilteredAsync(article => article.Year <= 2002));
    }

    [Fact]
    public async Task Search_FilterWithLogic_FindsOnlyMatches()
    {
        await FillAsync();

        Assert.Equal(["c"], await FilteredAsync(article => article.Category == "odd" && article.Year > 2001));
        Assert.Equal(["a", "b", "c"], await FilteredAsync(article => article.Category == "odd" || article.Year == 2002));
        Assert.Equal(["b", "d"], await FilteredAsync(article => !(article.Category == "odd")));
    }

    [Fact]
    public async Task Search_FilterContains_FindsOnlyMatches()
    {
        await FillAsync();
        string[] wanted = ["b", "d", "unknown"];

        Assert.Equal(["b", "d"], await FilteredAsync(article => wanted.Contains(article.Id)));
    }

    [Fact]
    public async Task Search_FilterNull_FindsRecordsWithoutValue()
    {
        await Collection.UpsertAsync([Article.Create("none"), Article.Create("some", category: "x")], Token);

        Assert.Equal(["none"], await FilteredAsync(article => article.Category == null));
    }

    [Fact]
    public async Task Search_Text_UsesTheEmbeddingGenerator()
    {
        using var store = await CreateStoreAsync(new WordCountGenerator());
        using var collection = store.GetCollection<string, Article>($"{CollectionName}text");
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync([Article.Create("sun", [1, 0, 0]), Article.Create("moon", [0, 1, 0])], Token);

        Assert.Equal(["moon", "sun"], await IdsAsync(collection.SearchAsync("moon and moon", 2, cancellationToken: Token)));
        await collection.EnsureCollectionDeletedAsync(Token);
    }

    [Fact]
    public async Task Search_TextWithoutGenerator_ThrowsInvalidOperationException() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Collection.SearchAsync("text", 1, cancellationToken: Token).ToListAsync(Token));

    [Fact]
    public async Task Search_BadArguments_Throws()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Collection.SearchAsync(East, 0, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Collection.SearchAsync((float[])null!, 1, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAnyAsync<Exception>(async () => await Collection.SearchAsync(new float[] { 1, 0 }, 1, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Collection.SearchAsync(East, 1, new VectorSearchOptions<Article> { VectorProperty = article => article.Body }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Get_Filter_ReturnsMatchesInTheOrderAsked()
    {
        await FillAsync();

        Assert.Equal(["c", "a"], await IdsAsync(Collection.GetAsync(
            article => article.Category == "odd", 10, new FilteredRecordRetrievalOptions<Article> { OrderBy = order => order.Descending(article => article.Year) }, Token)));
        Assert.Equal(["d", "b", "c", "a"], await IdsAsync(Collection.GetAsync(
            _ => true,
            10,
            new FilteredRecordRetrievalOptions<Article> { OrderBy = order => order.Ascending(article => article.Category).Descending(article => article.Year) },
            Token)));
    }

    [Fact]
    public async Task Get_FilterWithPaging_ReturnsThePage()
    {
        await FillAsync();
        FilteredRecordRetrievalOptions<Article> Page(int skip) => new() { Skip = skip, OrderBy = order => order.Ascending(article => article.Year) };

        Assert.Equal(["a", "b"], await IdsAsync(Collection.GetAsync(_ => true, 2, Page(0), Token)));
        Assert.Equal(["c", "d"], await IdsAsync(Collection.GetAsync(_ => true, 2, Page(2), Token)));
        Assert.Empty(await IdsAsync(Collection.GetAsync(_ => true, 2, Page(4), Token)));
    }

    [Fact]
    public async Task Get_FilterIncludeVectors_DecidesWhetherTheyComeAlong()
    {
        await FillAsync();

        var with = await Collection.GetAsync(article => article.Id == "a", 1, new FilteredRecordRetrievalOptions<Article> { IncludeVectors = true }, Token).SingleAsync(Token);
        var without = await Collection.GetAsync(article => article.Id == "a", 1, cancellationToken: Token).SingleAsync(Token);

        Assert.Equal(East, with.Vector.ToArray());
        Assert.True(without.Vector.IsEmpty);
    }

    [Fact]
    public async Task Get_FilterWithBadArguments_Throws()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Collection.GetAsync(_ => true, 0, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Collection.GetAsync(filter: null!, 1, cancellationToken: Token).ToListAsync(Token));
    }

    private Task FillAsync() => Collection.UpsertAsync(
        [
            Article.Create("d", [-1, 0, 0], "even", 2004),
            Article.Create("c", [0.6f, 0, 0.8f], "odd", 2003),
            Article.Create("b", [0.8f, 0.6f, 0], "even", 2002),
            Article.Create("a", [1, 0, 0], "odd", 2001),
        ],
        Token);

    private Task<string[]> FilteredAsync(System.Linq.Expressions.Expression<Func<Article, bool>> filter) =>
        IdsAsync(Collection.SearchAsync(East, 10, new VectorSearchOptions<Article> { Filter = filter }, Token));
}
