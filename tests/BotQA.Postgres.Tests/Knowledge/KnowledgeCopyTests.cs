using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Tests.Postgres;

namespace BotQA.Postgres.Tests.Knowledge;

public sealed class KnowledgeCopyTests : IClassFixture<PostgresServer>, IDisposable
{
    private const string Question = "How long was the truce?";

    private readonly PostgresServer _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("botqa-tests-").FullName;

    public KnowledgeCopyTests(PostgresServer server)
    {
        _server = server;
        Write("truce.md", "# Truce\n\nRussia declared a truce of 72 hours. It began on 8 May.");
        Write("parade.md", "# Parade\n\nThe parade was held in Moscow. Many leaders came.");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Refresh_DocumentsChanged_CopyHoldsWhatTheDatabaseHolds()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var writer = new KnowledgeHost(database);
        await using var reader = new KnowledgeHost(database, keepsCopy: true);
        var copy = reader.Get<KnowledgeCopy>();
        await copy.RefreshAsync(Cancellation);
        Assert.False(copy.IsReady);

        await writer.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        await copy.RefreshAsync(Cancellation);
        Assert.True(copy.IsReady);
        Assert.Equal(await DescribeAsync(writer.Chunks), await DescribeAsync(copy.Chunks));

        File.Delete(Path.Combine(_folder, "parade.md"));
        Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        Write("march.md", "# March\n\nThe march began at noon.");
        await writer.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        await copy.RefreshAsync(Cancellation);

        Assert.Equal(["march.md", "truce.md"], copy.Documents.List().Select(document => document.Id));
        Assert.Equal(await DescribeAsync(writer.Chunks), await DescribeAsync(copy.Chunks));
        Assert.Contains("three days", copy.Documents.List()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrieve_DatabaseStopped_FindsInTheCopyWithItsTextsAndInTheDatabaseAfterwards()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var host = new KnowledgeHost(database, keepsCopy: true);
        await host.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        var (retriever, catalog) = (host.Get<IPassageRetriever>(), host.Get<IDocumentCatalog>());
        await host.Get<KnowledgeCopy>().RefreshAsync(Cancellation);
        var before = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);

        await _server.StopAsync();
        var away = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);

        Assert.Equal(before.Passages.Select(passage => (passage.Chunk.Key, passage.Score)), away.Passages.Select(passage => (passage.Chunk.Key, passage.Score)));
        Assert.All(away.Passages, passage => Assert.True(catalog.TryGetSource(passage.Chunk, out _)));

        await _server.StartAsync(Cancellation);
        Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        await host.Indexer.FollowAsync(_folder, Cancellation);
        var back = await retriever.RetrieveAsync(Question, cancellationToken: Cancellation);
        Assert.Contains("three days", back.Passages[0].Chunk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrieve_DatabaseStoppedBeforeTheCopyIsWhole_Fails()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var host = new KnowledgeHost(database, keepsCopy: true);
        await host.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);

        await _server.StopAsync();
        var failure = await Record.ExceptionAsync(() => host.Get<IPassageRetriever>().RetrieveAsync(Question, cancellationToken: Cancellation));
        await _server.StartAsync(Cancellation);

        Assert.True(KnowledgeFeed.IsAway(failure!));
    }

    private static async Task<IEnumerable<string>> DescribeAsync(Microsoft.Extensions.VectorData.VectorStoreCollection<string, KnowledgeChunk> chunks) =>
        (await chunks.GetAsync(_ => true, 1000, cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Select(chunk => $"{chunk.Key}|{chunk.Title}|{chunk.Section}|{chunk.Text}|{chunk.Start}|{string.Join(',', chunk.SentenceOffsets)}|{Convert.ToHexString(chunk.SentenceEmbeddings.Span)}")
            .Order(StringComparer.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
