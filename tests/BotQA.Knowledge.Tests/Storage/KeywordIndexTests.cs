using System.Globalization;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Support;
using CsCheck;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage;

public sealed class KeywordIndexTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_InflectedWord_FindsTheStem()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "Russia declared a ceasefire."), Notes.Chunk("b", 0, "Nothing of the kind.")], Token);

        Assert.Equal(["a#0"], await collection.Keywords().FindAsync("When does Russia's army declare ceasefires?"));
    }

    [Fact]
    public async Task Search_Accents_AreIgnored()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync(Notes.Chunk("a", 0, "Beyoncé sang in Zürich."), Token);

        Assert.Equal(["a#0"], await collection.Keywords().FindAsync("beyonce zurich"));
    }

    [Fact]
    public async Task Search_OneField_HasTheScoreWorkedOutByHand()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "red red blue"), Notes.Chunk("b", 0, "red"), Notes.Chunk("c", 0, "green green")], Token);

        var result = await collection.Keywords().SearchAsync("red", 10, cancellationToken: Token);

        // Average length 2; n = 2 of N = 3 hold the term.
        var idf = Math.Log(1 + (1.5 / 2.5));
        double Score(int tf, int length) => idf * 2.2 * (tf / (0.25 + (0.75 * length / 2.0))) / (1.2 + (tf / (0.25 + (0.75 * length / 2.0))));
        Assert.Equal(new KeywordQueryTerm("red", 1, 2, idf), Assert.Single(result.Terms));
        Assert.Equal(3, result.ChunkCount);
        Assert.Equal(["b#0", "a#0"], result.Matches.Select(match => match.Key));
        Assert.Equal([Score(1, 1), Score(2, 3)], result.Matches.Select(match => match.Score), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public async Task Search_TermNamedTwice_CountsTwice()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "red"), Notes.Chunk("b", 0, "blue")], Token);

        var once = await collection.Keywords().SearchAsync("red", 1, cancellationToken: Token);
        var twice = await collection.Keywords().SearchAsync("red RED", 1, cancellationToken: Token);

        Assert.Equal(2, twice.Terms.Single().Count);
        Assert.Equal(2 * once.Matches[0].Score, twice.Matches[0].Score, 12);
    }

    [Fact]
    public async Task Search_TitleAndSection_AreSearchedWithTheirWeights()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync(
            [Notes.Chunk("title", 0, "some words", title: "Truce"), Notes.Chunk("section", 0, "some words", section: "Truce"), Notes.Chunk("text", 0, "truce words")], Token);
        var keywords = collection.Keywords();
        Task<KeywordSearchResult> Weighted(double title, double section, double text) => keywords.SearchAsync(
            "truce",
            10,
            new KeywordSearchOptions { FieldWeights = new Dictionary<string, double> { ["Title"] = title, ["Section"] = section, ["Text"] = text } },
            Token).AsTask();

        Assert.Equal(3, (await keywords.FindAsync("truce")).Length);
        Assert.Equal("title#0", (await Weighted(9, 1, 1)).Matches[0].Key);
        Assert.Equal("section#0", (await Weighted(1, 9, 1)).Matches[0].Key);
        Assert.Equal(["text#0"], (await Weighted(0, 0, 1)).Matches.Select(match => match.Key));
    }

    [Fact]
    public async Task Search_EqualScores_AreOrderedByKey()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 3, "the same text"), Notes.Chunk("a", 9, "the same text"), Notes.Chunk("a", 1, "the same text")], Token);

        Assert.Equal(["a#1", "a#3"], await collection.Keywords().FindAsync("same", top: 2));
    }

    [Fact]
    public async Task Search_DocumentIds_FindsOnlyTheirChunksWithUnchangedScores()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync(Enumerable.Range(0, 30).Select(i => Notes.Chunk($"d{i % 3}", i, i % 2 == 0 ? "red apple" : "red")), Token);
        var keywords = collection.Keywords();

        var all = await keywords.SearchAsync("red apple", 100, cancellationToken: Token);
        var some = await keywords.SearchAsync("red apple", 100, new KeywordSearchOptions { DocumentIds = ["d2", "unknown", "d0"] }, Token);

        Assert.Equal(all.Matches.Where(match => match.Key[1] != '1'), some.Matches);
        Assert.Equal(all.Terms, some.Terms);
        Assert.Empty((await keywords.SearchAsync("red", 100, new KeywordSearchOptions { DocumentIds = [] }, Token)).Matches);
    }

    [Fact]
    public async Task Search_UpsertAndDelete_SeesTheNewState()
    {
        var collection = await Notes.CreateAsync();
        var keywords = collection.Keywords();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "apple"), Notes.Chunk("a", 1, "pear")], Token);
        Assert.Equal(["a#0"], await keywords.FindAsync("apple"));

        await collection.UpsertAsync(Notes.Chunk("a", 1, "apple"), Token);
        Assert.Equal(["a#0", "a#1"], await keywords.FindAsync("apple"));
        Assert.Empty(await keywords.FindAsync("pear"));

        await collection.DeleteAsync("a#0", Token);
        Assert.Equal(["a#1"], await keywords.FindAsync("apple"));
        Assert.Equal(1, (await keywords.SearchAsync("apple", 0, cancellationToken: Token)).ChunkCount);
    }

    [Fact]
    public async Task Search_WhateverWasStoredBefore_ScoresDependOnTheContentsAlone()
    {
        var words = Gen.OneOf("red", "green", "blue", "truce", "army", "parade");
        var text = words.List[0, 8].Select(list => string.Join(' ', list));
        var write = Gen.Select(Gen.Int[0, 12], text, text, Gen.Bool);
        await Gen.Select(write.Array[1, 40], words.List[1, 3]).SampleAsync(
            async (writes, query) =>
            {
                var collection = await Notes.CreateAsync();
                var contents = new Dictionary<string, KnowledgeChunk>();
                foreach (var (number, title, body, delete) in writes)
                {
                    var chunk = Notes.Chunk("d", number, body, title);
                    if (delete)
                    {
                        contents.Remove(chunk.Key);
                        await collection.DeleteAsync(chunk.Key, Token);
                    }
                    else
                    {
                        contents[chunk.Key] = chunk;
                        await collection.UpsertAsync(chunk, Token);
                    }

                    Assert.Equal(contents.Count, (await collection.Keywords().SearchAsync("red", 100, cancellationToken: Token)).ChunkCount);
                }

                var fresh = await Notes.CreateAsync();
                await fresh.UpsertAsync(contents.Values, Token);
                var expected = await fresh.Keywords().SearchAsync(string.Join(' ', query), 100, cancellationToken: Token);
                var actual = await collection.Keywords().SearchAsync(string.Join(' ', query), 100, cancellationToken: Token);
                Assert.Equal(expected.Terms, actual.Terms);
                Assert.Equal(expected.Matches, actual.Matches);
            },
            iter: 50);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\r\n")]
    [InlineData("the of and")]
    [InlineData("?!… — “”")]
    [InlineData("Какова была продолжительность перемирия?")]
    [InlineData("休戦はどのくらい続きましたか")]
    [InlineData("\0\u0001\uD800")]
    [InlineData("🙂🙂🙂")]
    public async Task Search_NothingToFind_FindsNothing(string query)
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync(Notes.Chunk("a", 0, "Russia declared a truce."), Token);

        Assert.Empty(await collection.Keywords().FindAsync(query));
    }

    [Theory]
    [InlineData("Text: truce")]
    [InlineData("tru*")]
    [InlineData("truce~2 AND NOT (")]
    [InlineData("[a TO z]")]
    [InlineData("*:*")]
    [InlineData("\"truce declared\"^9")]
    [InlineData("+unknown truce")]
    [InlineData("-truce")]
    [InlineData("\\")]
    public async Task Search_QuerySyntax_IsPlainText(string query)
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "Russia declared a truce."), Notes.Chunk("b", 0, "unrelated")], Token);

        var expected = query.Contains("truce", StringComparison.Ordinal) ? new[] { "a#0" } : [];
        Assert.Equal(expected, await collection.Keywords().FindAsync(query));
    }

    [Fact]
    public async Task Search_OnlyQuestionWords_AreSearchedFor()
    {
        var collection = await Notes.CreateAsync();
        await collection.UpsertAsync([Notes.Chunk("a", 0, "Who are the Who?"), Notes.Chunk("b", 0, "A truce.")], Token);

        Assert.Equal(["a#0"], await collection.Keywords().FindAsync("Who?"));
        Assert.Equal(["b#0"], await collection.Keywords().FindAsync("Who declared the truce?"));
    }

    [Fact]
    public async Task Search_ManyTerms_AreCapped()
    {
        var collection = await Notes.CreateAsync(new InMemoryVectorStoreOptions { Keywords = { MaxQueryTerms = 50 } });
        await collection.UpsertAsync(Notes.Chunk("a", 0, "word60 word7"), Token);
        var query = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i}")));

        var result = await collection.Keywords().SearchAsync(query, 5, cancellationToken: Token);

        Assert.Equal(50, result.Terms.Count);
        Assert.Equal(["word7"], result.Terms.Where(term => term.DocumentFrequency > 0).Select(term => term.Term));
    }

    [Fact]
    public async Task Search_OneWordOfAMegabyte_DoesNotFail()
    {
        var collection = await Notes.CreateAsync();
        var word = new string('a', 1 << 20);
        await collection.UpsertAsync(Notes.Chunk("a", 0, word), Token);

        await collection.Keywords().SearchAsync(word, 5, cancellationToken: Token);

        Assert.NotNull(await collection.GetAsync("a#0", cancellationToken: Token));
    }

    [Fact]
    public async Task Search_EmptyIndex_FindsNothing()
    {
        var collection = await Notes.CreateAsync();

        var result = await collection.Keywords().SearchAsync("truce", 5, cancellationToken: Token);

        Assert.Empty(result.Matches);
        Assert.Equal(0, Assert.Single(result.Terms).DocumentFrequency);
    }

    [Fact]
    public async Task Search_BadArguments_Throws()
    {
        var keywords = (await Notes.CreateAsync()).Keywords();

        await Assert.ThrowsAsync<ArgumentNullException>(() => keywords.SearchAsync(null!, 1, cancellationToken: Token).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => keywords.SearchAsync("x", -1, cancellationToken: Token).AsTask());
        Assert.Throws<ArgumentNullException>(() => keywords.Analyze(null!));
    }

    [Fact]
    public async Task Search_DeletedCollection_ThrowsVectorStoreException()
    {
        var collection = await Notes.CreateAsync();
        var keywords = collection.Keywords();
        await collection.EnsureCollectionDeletedAsync(Token);

        await Assert.ThrowsAsync<VectorStoreException>(() => keywords.SearchAsync("x", 1, cancellationToken: Token).AsTask());
    }

    [Fact]
    public async Task Upsert_IndexedTextTooLong_ThrowsAndStoresNothing()
    {
        var collection = await Notes.CreateAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => collection.UpsertAsync([Notes.Chunk("a", 0, "apple"), Notes.Chunk(new string('d', 40_000), 0, "apple")], Token));

        Assert.Empty(await collection.Keywords().FindAsync("apple"));
    }

    [Fact]
    public async Task Analyze_Text_GivesTermsWithTheirPlaces()
    {
        const string Text = "The café's parades—in 2025—weren't cancelled.";
        var tokens = (await Notes.CreateAsync()).Keywords().Analyze(Text);

        Assert.Equal(["cafe", "parad", "2025", "weren't", "cancel"], tokens.Select(token => token.Term));
        Assert.Equal(["café's", "parades", "2025", "weren't", "cancelled"], tokens.Select(token => Text[token.Start..token.End]));
    }

    [Fact]
    public void Analyze_AnyText_GivesPlacesWithinItInOrder()
    {
        using var store = new InMemoryVectorStore();
        var keywords = store.GetCollection<string, KnowledgeChunk>("analysis").Keywords();
        Gen.String.Sample(text =>
        {
            var end = 0;
            foreach (var token in keywords.Analyze(text))
            {
                Assert.NotEmpty(token.Term);
                Assert.True(end <= token.Start && token.Start < token.End && token.End <= text.Length);
                end = token.End;
            }
        });
    }
}
