using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Ingestion.Support;
using BotQA.Postgres.Knowledge;
using BotQA.Tests.Postgres;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>Hosts with different embedding models on one knowledge base.</summary>
public sealed class OtherModelTests : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgresServer _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("botqa-tests-").FullName;

    public OtherModelTests(PostgresServer server)
    {
        _server = server;
        Write("truce.md", "# Truce\n\nRussia declared a truce of 72 hours. It began on 8 May.");
        Write("parade.md", "# Parade\n\nThe parade was held in Moscow. Many leaders came.");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Update_ModelChanged_EmbedsEverythingAgainWithProgress()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using (var before = Host(database, "old"))
        {
            await before.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        }

        File.Delete(Path.Combine(_folder, "parade.md"));
        Write("march.md", "# March\n\nThe march began at noon.");
        var told = new ProgressList();
        await using var after = Host(database, "new");
        Assert.Null(await after.Indexer.LoadAsync(_folder, Cancellation));
        var report = await after.Indexer.UpdateAsync(_folder, told, Cancellation);

        Assert.Equal((2, 2), (report.Documents, report.EmbeddedChunks));
        Assert.Equal(2, after.Encoder.Texts.Count);
        Assert.Equal((2, 2), (told.Last.Files, told.Last.TotalFiles));
        Assert.Equal(["March", "Truce"], after.Get<IDocumentCatalog>().ListTitles().Select(document => document.Title));
        var keys = await after.Chunks.GetAsync(_ => true, 100, cancellationToken: Cancellation).Select(chunk => chunk.DocumentId).ToListAsync(Cancellation);
        Assert.Equal(["march.md", "truce.md"], keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Update_OtherHostWritesWithAnotherModel_RefusesNamesTheSettingsAndChangesNothing()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var writer = Host(database, "one");
        await writer.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        await using var other = Host(database, "two");

        var refusal = await Assert.ThrowsAsync<OtherModelException>(() => other.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation));

        Assert.Contains("Embeddings:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'one'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'two'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(other.Encoder.Texts);
        Assert.Equal(2, (await writer.Indexer.FollowAsync(_folder, Cancellation)).Documents);
        Assert.Equal(2, writer.Encoder.Texts.Count);
    }

    [Fact]
    public async Task Follow_OtherModelAndNobodyWrites_LeavesTheKnowledgeBaseToItsHosts()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var other = Host(database, "two");
        await using (var writer = Host(database, "one"))
        {
            await writer.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        }

        await Assert.ThrowsAsync<OtherModelException>(() => other.Indexer.FollowAsync(_folder, Cancellation));

        await using var again = Host(database, "one");
        Assert.Equal(2, (await again.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation)).Documents);
        Assert.Empty(again.Encoder.Texts);
        Assert.NotNull(again.Get<WriterElection>().Term);
    }

    [Fact]
    public async Task Retrieve_OtherHostHasEmbeddedAgain_RefusesUntilTheModelIsItsOwn()
    {
        var database = await _server.CreateDatabaseAsync(Cancellation);
        await using var old = Host(database, "one");
        await using (var writer = Host(database, "one"))
        {
            await writer.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        }

        var retriever = old.Get<IPassageRetriever>();
        Assert.NotEmpty((await retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation)).Passages);
        await UpdateAsync(database, "two");

        await Assert.ThrowsAsync<OtherModelException>(() => retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation));
        await Assert.ThrowsAsync<OtherModelException>(() => old.Get<KnowledgeFeed>().FollowAsync(_ => { }, Cancellation).WaitAsync(Patience, Cancellation));

        await UpdateAsync(database, "one");
        Assert.NotEmpty((await retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation)).Passages);
    }

    private static KnowledgeHost Host(string database, string model) => new(database, encoder: new CountingEncoder { Identity = model });

    private async Task UpdateAsync(string database, string model)
    {
        await using var host = Host(database, model);
        await host.Indexer.UpdateAsync(_folder, cancellationToken: Cancellation);
        Assert.Equal(2, host.Encoder.Texts.Count);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private sealed class ProgressList : IProgress<FolderProgress>
    {
        public FolderProgress Last { get; private set; }

        public void Report(FolderProgress value) => Last = value;
    }
}
