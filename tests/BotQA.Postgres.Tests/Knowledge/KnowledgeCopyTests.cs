using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Tests.Postgres;

namespace BotQA.Postgres.Tests.Knowledge;

public sealed class KnowledgeCopyTests(PostgresServer server) : SampleFolderTests(server)
{
    private const string Question = "How long was the truce?";

    [Fact]
    public async Task Refresh_DocumentsChanged_CopyHoldsWhatTheDatabaseHolds()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var writer = new KnowledgeHost(database);
        await using var reader = new KnowledgeHost(database, keepsCopy: true);
        var copy = reader.Get<KnowledgeCopy>();
        await copy.RefreshAsync(Cancellation);
        Assert.False(copy.IsReady);

        await writer.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        await copy.RefreshAsync(Cancellation);
        Assert.True(copy.IsReady);
        Assert.Equal(await DescribeAsync(writer.Chunks), await DescribeAsync(copy.Chunks));

        File.Delete(Path.Combine(Folder, "parade.md"));
        Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        Write("march.md", "# March\n\nThe march began at noon.");
        await writer.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        await copy.RefreshAsync(Cancellation);

        Assert.Equal(["march.md", "truce.md"], copy.Documents.List().Select(document => document.Id));
        Assert.Equal(await DescribeAsync(writer.Chunks), await DescribeAsync(copy.Chunks));
        Assert.Contains("three days", copy.Documents.List()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrieve_DatabaseStopped_FindsInTheCopyWithItsTextsAndInTheDatabaseAfterwards()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var host = new KnowledgeHost(database, keepsCopy: true);
        await host.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        var (retriever, catalog) = (host.Get<IPassageRetriever>(), host.Get<IDocumentCatalog>());
        await host.Get<KnowledgeCopy>().RefreshAsync(Cancellation);
        var before = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);

        await Server.StopAsync();
        var away = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);

        Assert.Equal(before.Passages.Select(passage => (passage.Chunk.Key, passage.Score)), away.Passages.Select(passage => (passage.Chunk.Key, passage.Score)));
        Assert.All(away.Passages, passage => Assert.True(catalog.TryGetSource(passage.Chunk, out _)));

        await Server.StartAsync(Cancellation);
        Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        await host.Indexer.FollowAsync(Folder, Cancellation);
        var back = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);
        Assert.Contains("three days", back.Passages[0].Chunk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrieve_DatabaseStoppedBeforeTheCopyIsWhole_Fails()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var host = new KnowledgeHost(database, keepsCopy: true);
        await host.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);

        await Server.StopAsync();
        var failure = await Record.ExceptionAsync(() => host.Get<IPassageRetriever>().RetrieveAsync(Question, cancellationToken: Cancellation));
        await Server.StartAsync(Cancellation);

        Assert.True(KnowledgeFeed.IsAway(failure!));
    }

    private static async Task<IEnumerable<string>> DescribeAsync(Microsoft.Extensions.VectorData.VectorStoreCollection<string, KnowledgeChunk> chunks) =>
        (await chunks.GetAsync(_ => true, 1000, cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Select(chunk => $"{chunk.Key}|{chunk.Title}|{chunk.Section}|{chunk.Text}|{chunk.Start}|{string.Join(',', chunk.SentenceOffsets)}|{Convert.ToHexString(chunk.SentenceEmbeddings.Span)}")
            .Order(StringComparer.Ordinal);
}
