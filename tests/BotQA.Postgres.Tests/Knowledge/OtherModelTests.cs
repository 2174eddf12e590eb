using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Ingestion.Support;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Schema;
using BotQA.Tests.Postgres;
using Npgsql;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>Hosts with different embedding models on one knowledge base.</summary>
public sealed class OtherModelTests(PostgresServer server) : SampleFolderTests(server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Update_ModelChanged_EmbedsEverythingAgainWithProgress()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using (var before = Host(database, "old"))
        {
            await before.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        }

        File.Delete(Path.Combine(Folder, "parade.md"));
        Write("march.md", "# March\n\nThe march began at noon.");
        var told = new ProgressList();
        await using var after = Host(database, "new");
        Assert.Null(await after.Indexer.LoadAsync(Folder, Cancellation));
        var report = await after.Indexer.UpdateAsync(Folder, told, Cancellation);

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
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var writer = Host(database, "one");
        await writer.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        await using var other = Host(database, "two");

        var refusal = await Assert.ThrowsAsync<OtherModelException>(() => other.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation));

        Assert.Contains("Embeddings:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'one'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'two'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(other.Encoder.Texts);
        Assert.Equal(2, (await writer.Indexer.FollowAsync(Folder, Cancellation)).Documents);
        Assert.Equal(2, writer.Encoder.Texts.Count);
    }

    [Fact]
    public async Task Follow_OtherModelAndNobodyWrites_LeavesTheKnowledgeBaseToItsHosts()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var other = Host(database, "two");
        await using (var writer = Host(database, "one"))
        {
            await writer.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        }

        await Assert.ThrowsAsync<OtherModelException>(() => other.Indexer.FollowAsync(Folder, Cancellation));

        await using var again = Host(database, "one");
        Assert.Equal(2, (await again.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation)).Documents);
        Assert.Empty(again.Encoder.Texts);
        Assert.NotNull(again.Get<WriterElection>().Term);
    }

    [Fact]
    public async Task Retrieve_OtherHostHasEmbeddedAgain_RefusesUntilTheModelIsItsOwn()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var old = Host(database, "one");
        await using (var writer = Host(database, "one"))
        {
            await writer.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        }

        var retriever = old.Get<IPassageRetriever>();
        Assert.NotEmpty((await retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation)).Passages);
        await UpdateAsync(database, "two");

        await Assert.ThrowsAsync<OtherModelException>(() => retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation));
        await Assert.ThrowsAsync<OtherModelException>(() => old.Get<KnowledgeFeed>().FollowAsync(_ => { }, Cancellation).WaitAsync(Patience, Cancellation));

        await UpdateAsync(database, "one");
        Assert.NotEmpty((await retriever.RetrieveAsync("How long was the truce?", cancellationToken: Cancellation)).Passages);
    }

    [Fact]
    public async Task Check_ModelOfTheVectorsOrAnother_SaysSo()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await UpdateAsync(database, "one");
        await using var host = Host(database, "two");
        var check = new PostgresCheck(host.Get<NpgsqlDataSource>(), host.Get<SchemaMigrator>());

        Assert.StartsWith("PostgreSQL", await check.RunAsync([SchemaPart.Knowledge], "one", Cancellation), StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<OtherModelException>(() => check.RunAsync([SchemaPart.Knowledge], "two", Cancellation));
        Assert.Contains("'one'", refusal.Message, StringComparison.Ordinal);
    }

    private static KnowledgeHost Host(string database, string model) => new(database, encoder: new CountingEncoder { Identity = model });

    private async Task UpdateAsync(string database, string model)
    {
        await using var host = Host(database, model);
        await host.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        Assert.Equal(2, host.Encoder.Texts.Count);
    }

    private sealed class ProgressList : IProgress<FolderProgress>
    {
        public FolderProgress Last { get; private set; }

        public void Report(FolderProgress value) => Last = value;
    }
}
