using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Contract;

/// <summary>What <see cref="IKeywordHybridSearchable{TRecord}"/> asks of any store.</summary>
public abstract class HybridSearchContractTests : VectorStoreContractTests
{
    private static readonly float[] East = [1, 0, 0];

    private IKeywordHybridSearchable<Article> Hybrid => (IKeywordHybridSearchable<Article>)Collection;

    [Fact]
    public async Task HybridSearch_SameVectors_PrefersTheKeywords()
    {
        await Collection.UpsertAsync(
            [Article.Create("apple", body: "An apple a day."), Article.Create("pear", body: "A pear tree."), Article.Create("plum", body: "A plum cake.")],
            Token);

        Assert.Equal("pear", (await IdsAsync(Hybrid.HybridSearchAsync(East, ["pear"], 3, cancellationToken: Token)))[0]);
    }

    [Fact]
    public async Task HybridSearch_SameWords_PrefersTheVector()
    {
        await Collection.UpsertAsync([Article.Create("north", [0, 1, 0], body: "An apple."), Article.Create("east", East, body: "An apple.")], Token);

        Assert.Equal(["east", "north"], await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 2, cancellationToken: Token)));
    }

    [Fact]
    public async Task HybridSearch_KeywordInNoRecord_StillFindsByVector()
    {
        await Collection.UpsertAsync([Article.Create("a", East, body: "An apple."), Article.Create("b", [0, 1, 0], body: "A pear.")], Token);

        Assert.Equal("a", (await IdsAsync(Hybrid.HybridSearchAsync(East, ["quince"], 1, cancellationToken: Token))).Single());
        Assert.Equal("a", (await IdsAsync(Hybrid.HybridSearchAsync(East, [], 1, cancellationToken: Token))).Single());
    }

    [Fact]
    public async Task HybridSearch_Filter_FindsOnlyMatches()
    {
        await Collection.UpsertAsync(
            [Article.Create("a", East, "x", body: "An apple."), Article.Create("b", [0, 1, 0], "y", body: "A pear."), Article.Create("c", [0, 0, 1], "y")], Token);

        var ids = await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 10, new HybridSearchOptions<Article> { Filter = article => article.Category == "y" }, Token));

        Assert.Equal(["b", "c"], ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task HybridSearch_Pages_MakeUpTheWhole()
    {
        await Collection.UpsertAsync(
            Enumerable.Range(0, 20).Select(i => Article.Create($"{i:d2}", [1, i, 0], body: i % 3 == 0 ? "An apple." : "A pear or an apple and more words.")), Token);

        var whole = await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 20, cancellationToken: Token));
        var pages = new List<string>();
        for (var skip = 0; skip < 20; skip += 4)
        {
            pages.AddRange(await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 4, new HybridSearchOptions<Article> { Skip = skip }, Token)));
        }

        Assert.Equal(20, whole.Length);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public async Task HybridSearch_ScoreThreshold_LeavesOutLowerScores()
    {
        await Collection.UpsertAsync([Article.Create("a", East, body: "An apple."), Article.Create("b", [0, 1, 0], body: "A pear.")], Token);
        var best = (await Hybrid.HybridSearchAsync(East, ["apple"], 1, cancellationToken: Token).SingleAsync(Token)).Score!.Value;

        Assert.Equal(["a"], await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 10, new HybridSearchOptions<Article> { ScoreThreshold = best - 1e-6 }, Token)));
    }

    [Fact]
    public async Task HybridSearch_AfterUpsertAndDelete_SeesTheNewState()
    {
        await Collection.UpsertAsync([Article.Create("a", body: "An apple."), Article.Create("b", body: "A pear.")], Token);
        await Collection.UpsertAsync(Article.Create("b", body: "An apple."), Token);
        await Collection.DeleteAsync("a", Token);

        Assert.Equal(["b"], await IdsAsync(Hybrid.HybridSearchAsync(East, ["apple"], 10, cancellationToken: Token)));
    }

    [Fact]
    public async Task HybridSearch_BadArguments_Throws()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Hybrid.HybridSearchAsync(East, null!, 1, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Hybrid.HybridSearchAsync(East, [], 0, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Hybrid.HybridSearchAsync(
            East, ["apple"], 1, new HybridSearchOptions<Article> { AdditionalProperty = article => article.Category }, Token).ToListAsync(Token));
    }
}
