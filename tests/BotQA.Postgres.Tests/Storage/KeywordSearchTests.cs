using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Support;
using BotQA.Postgres.Schema;
using BotQA.Postgres.Storage;
using BotQA.Tests.Postgres;
using Microsoft.Extensions.VectorData;

namespace BotQA.Postgres.Tests.Storage;

/// <summary>The keyword index in the database against the one in memory.</summary>
[Collection("PGlite")]
public sealed class KeywordSearchTests(PgliteServer server, PgliteServerWithoutBm25 plain)
{
    private static readonly string[] Words = ["truce", "cease", "fire", "victory", "day", "parade", "Moscow's", "naïve", "don't", "back\\slash", "quote'", "3.5"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_AnyQuery_FindsAndScoresAsInMemory(bool hasBm25)
    {
        var memory = await Notes.CreateAsync();
        var database = await CreateAsync(hasBm25);
        var random = new Random(1);
        KnowledgeChunk[] chunks = [.. Enumerable.Range(0, 60).Select(i => Notes.Chunk($"d{i % 7}", i, Text(random, 12), Text(random, 2), Text(random, 3)))];
        await memory.UpsertAsync(chunks, Token);
        await database.UpsertAsync(chunks, Token);

        foreach (var query in Enumerable.Range(0, 10).Select(_ => Text(random, 3)).Append("unknown words").Append("who did"))
        {
            await AssertSameAsync(memory, database, query, options: null);
            await AssertSameAsync(memory, database, query, new KeywordSearchOptions { DocumentIds = ["d1", "d3", "none"] });
        }
    }

    [Fact]
    public async Task Search_AfterReplacementAndDeletion_HasTheStatisticsOfWhatIsThere()
    {
        var memory = await Notes.CreateAsync();
        var database = await CreateAsync(hasBm25: true);
        foreach (VectorStoreCollection<string, KnowledgeChunk> collection in (VectorStoreCollection<string, KnowledgeChunk>[])[memory, database])
        {
            await collection.UpsertAsync([Notes.Chunk("a", 0, "truce truce"), Notes.Chunk("b", 0, "truce day"), Notes.Chunk("c", 0, "day")], Token);
            await collection.UpsertAsync([Notes.Chunk("a", 0, "parade"), Notes.Chunk("d", 0, "truce and some more")], Token);
            await collection.DeleteAsync("b#0", Token);
        }

        await AssertSameAsync(memory, database, "truce day parade", options: null);
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, random.Next(1, words + 1)).Select(_ => Words[random.Next(Words.Length)]));

    private static async Task AssertSameAsync(
        VectorStoreCollection<string, KnowledgeChunk> memory, VectorStoreCollection<string, KnowledgeChunk> database, string query, KeywordSearchOptions? options)
    {
        var expected = await memory.Keywords().SearchAsync(query, 20, options, Token);
        var actual = await database.Keywords().SearchAsync(query, 20, options, Token);

        Assert.Equal(expected.ChunkCount, actual.ChunkCount);
        Assert.Equal(expected.Terms, actual.Terms);
        Assert.Equal(expected.Matches.Select(match => Math.Round(match.Score, 9)), actual.Matches.Select(match => Math.Round(match.Score, 9)));
        Assert.Equal(expected.Matches.Select(match => match.Key), actual.Matches.Select(match => match.Key));
    }

    private async Task<VectorStoreCollection<string, KnowledgeChunk>> CreateAsync(bool hasBm25)
    {
        var source = PostgresDataSource.Create(await (hasBm25 ? server : plain).ConnectionStringAsync("keywords", Token));
        var collection = new PostgresVectorStore(source, new SchemaMigrator(source)).GetCollection<string, KnowledgeChunk>($"notes{Guid.NewGuid():n}");
        await collection.EnsureCollectionExistsAsync(Token);
        return collection;
    }
}
