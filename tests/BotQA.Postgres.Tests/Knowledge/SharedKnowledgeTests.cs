using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Postgres.Knowledge;
using BotQA.Tests.Postgres;
using Npgsql;

namespace BotQA.Postgres.Tests.Knowledge;

public sealed class SharedKnowledgeTests(PostgresServer server) : SampleFolderTests(server)
{
    // Below the time after which a host looks without having been told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Update_TwoHostsAtOnce_OneIndexesAndBothKnow()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var one = new KnowledgeHost(database);
        await using var two = new KnowledgeHost(database);

        var reports = await Task.WhenAll(one.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation), two.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation));

        Assert.All(reports, report => Assert.Equal(2, report.Documents));
        Assert.Single([one, two], host => host.Encoder.Texts.Count > 0);
        foreach (var host in (KnowledgeHost[])[one, two])
        {
            await host.Get<KnowledgeDirectory>().RefreshAsync(Cancellation);
            Assert.Equal(["Parade", "Truce"], host.Get<IDocumentCatalog>().ListTitles().Select(document => document.Title));
            Assert.Contains("72 hours", host.Get<IDocumentCatalog>().List()[1].Text, StringComparison.Ordinal);
            var found = await host.Get<IKeywordIndex>().SearchAsync("truce", 5, cancellationToken: Cancellation);
            Assert.StartsWith("truce.md#", found.Matches[0].Key, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Follow_WritersSessionKilled_OtherHostTakesOverAndTheOldOneWritesNoMore()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var old = new KnowledgeHost(database);
        await using var next = new KnowledgeHost(database);
        await old.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        await next.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        var term = old.Get<WriterElection>().Term;
        Assert.Null(next.Get<WriterElection>().Term);

        await ExecuteAsync(database, "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND granted");
        Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        await next.Indexer.FollowAsync(Folder, Cancellation);

        Assert.Equal(term + 1, next.Get<WriterElection>().Term);
        Assert.Contains("three days", TextOf(next, "truce.md"), StringComparison.Ordinal);
        Assert.Single(next.Encoder.Texts);
        await Assert.ThrowsAsync<WriterLostException>(() => old.Get<PostgresKnowledgeWriter>().ReplaceAsync([], ["truce.md"], term, addition: null, Cancellation));
        Assert.Equal(2, (await old.Indexer.FollowAsync(Folder, Cancellation)).Documents);
        Assert.Null(old.Get<WriterElection>().Term);
    }

    [Fact]
    public async Task Update_WriterEnds_NextHostEmbedsOnlyWhatChanged()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using (var first = new KnowledgeHost(database))
        {
            await first.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        }

        Write("new.md", "# New\n\nSomething new.");
        await using var second = new KnowledgeHost(database);
        var report = await second.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);

        Assert.Equal(3, report.Documents);
        Assert.Single(second.Encoder.Texts);
    }

    [Fact]
    public async Task Update_OtherFolder_IsLeftAloneUnlessTakenOver()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using (var first = new KnowledgeHost(database))
        {
            await first.Indexer.UpdateAsync(Folder, cancellationToken: Cancellation);
        }

        var other = Directory.CreateTempSubdirectory("botqa-tests-").FullName;
        await File.WriteAllTextAsync(Path.Combine(other, "else.md"), "Something else.", Cancellation);
        await using var second = new KnowledgeHost(database);
        var report = await second.Indexer.UpdateAsync(other, cancellationToken: Cancellation);

        Assert.Equal(2, report.Documents);
        Assert.Empty(second.Encoder.Texts);
        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task Replace_WhileOthersRead_TheySeeTheOldOrTheNewNeverAMixture()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var host = new KnowledgeHost(database);
        await using var reader = new KnowledgeHost(database);
        var writer = host.Get<PostgresKnowledgeWriter>();
        await writer.ReplaceAsync([Stored(version: 0)], [], Cancellation);
        using var done = new CancellationTokenSource();

        var reading = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            while (!done.IsCancellationRequested)
            {
                var chunks = await reader.Chunks.GetAsync(chunk => chunk.DocumentId == "a", 100, cancellationToken: Cancellation).ToListAsync(Cancellation);
                var version = Assert.Single(chunks.Select(chunk => chunk.Title).Distinct());
                Assert.Equal(ChunksOf(int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)), chunks.Count);
                reads++;
            }

            return reads;
        })));
        for (var version = 1; version <= 40; version++)
        {
            await writer.ReplaceAsync([Stored(version)], [], Cancellation);
        }

        await done.CancelAsync();
        Assert.All(await reading.WaitAsync(Patience, Cancellation), reads => Assert.True(reads > 0));
    }

    [Fact]
    public async Task Feed_OtherHostWrites_IsToldAtOnce()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var writer = new KnowledgeHost(database);
        await using var reader = new KnowledgeHost(database);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var listening = new TaskCompletionSource();
        var told = new TaskCompletionSource<int>();
        var following = reader.Get<KnowledgeFeed>().FollowAsync(
            state =>
            {
                listening.TrySetResult();
                if (state.Documents.Count > 0)
                {
                    told.TrySetResult(state.Documents.Count);
                }
            },
            ending.Token);
        await listening.Task.WaitAsync(Patience, Cancellation);

        await writer.Get<PostgresKnowledgeWriter>().ReplaceAsync([Stored(version: 1)], [], Cancellation);

        Assert.Equal(1, await told.Task.WaitAsync(Patience, Cancellation));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task Catalog_DocumentReplaced_GivesTheNewTextAfterARefresh()
    {
        var database = await Server.CreateDatabaseAsync(Cancellation);
        await using var writer = new KnowledgeHost(database);
        await using var reader = new KnowledgeHost(database);
        await writer.Get<PostgresKnowledgeWriter>().ReplaceAsync([Stored(version: 1)], [], Cancellation);
        Assert.Equal("text 1", TextOf(reader, "a"));

        await writer.Get<PostgresKnowledgeWriter>().ReplaceAsync([Stored(version: 2)], [], Cancellation);
        await reader.Get<PostgresDocumentCatalog>().RefreshAsync(["a"], Cancellation);
        Assert.Equal("text 2", TextOf(reader, "a"));

        await writer.Get<PostgresKnowledgeWriter>().ReplaceAsync([], ["a"], Cancellation);
        await reader.Get<PostgresDocumentCatalog>().RefreshAsync(["a"], Cancellation);
        Assert.False(reader.Get<IDocumentCatalog>().TryGet("a", out _));
    }

    private static int ChunksOf(int version) => 1 + (version % 5);

    private static StoredDocument Stored(int version)
    {
        var title = $"{version}";
        var document = new Document { Id = "a", Title = title, Text = $"text {version}" };
        return new StoredDocument(document, [.. Enumerable.Range(0, ChunksOf(version)).Select(index => new KnowledgeChunk
        {
            Key = KnowledgeChunk.KeyOf("a", index),
            DocumentId = "a",
            Index = index,
            Title = title,
            Section = "",
            Text = document.Text,
            Start = 0,
            End = document.Text.Length,
            SentenceOffsets = [0, document.Text.Length],
        })]);
    }

    private static string TextOf(KnowledgeHost host, string id) => host.Get<IDocumentCatalog>().TryGet(id, out var document) ? document.Text : "";

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
