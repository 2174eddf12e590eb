using BotQA.Feedback;
using BotQA.Postgres;
using BotQA.Postgres.Schema;
using BotQA.Tests.Postgres;
using Npgsql;

namespace BotQA.Tests.Feedback;

public sealed class PostgresFeedbackStoreTests(PostgresServer server) : FeedbackStoreTests, IClassFixture<PostgresServer>, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];
    private string? _database;

    [Fact]
    public async Task Save_OfAUser_StoresNoIdAndNothingThatLinksTwoAnswers()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("29:secret-user", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("29:secret-user", "a2"), Cancellation);

        await using var source = NpgsqlDataSource.Create(_database!);
        await using var command = source.CreateCommand("SELECT count(DISTINCT voter), bool_or(feedback::text LIKE '%secret-user%') FROM botqa.feedback");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.Equal((2, false), (reader.GetInt64(0), reader.GetBoolean(1)));
    }

    [Fact]
    public async Task Save_TextWithNul_IsStored()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Entry(Noon) with { Comment = "a\0b" }, new FeedbackVoter("u", "a"), Cancellation);
        Assert.Equal("a\uFFFDb", Assert.Single(await store.ListAsync(cancellationToken: Cancellation)).Comment);
    }

    [Fact]
    public async Task Save_DatabaseAway_SaysWhichSettingToCheck()
    {
        var source = PostgresDataSource.Create("Host=127.0.0.1;Port=1;Database=none;Username=none");
        using var schema = new SchemaMigrator(source);
        var store = new PostgresFeedbackStore(source, schema);

        var failure = await Assert.ThrowsAsync<FeedbackStoreException>(() => store.SaveAsync(Entry(Noon), new FeedbackVoter("u", "a"), Cancellation));

        Assert.Contains("Storage:ConnectionString", failure.Message, StringComparison.Ordinal);
        await source.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }
    }

    private protected override async Task<IFeedbackStore> OpenAsync()
    {
        _database ??= await server.CreateDatabaseAsync(Cancellation);
        var source = PostgresDataSource.Create(_database);
        _opened.Add(source);
        return new PostgresFeedbackStore(source, new SchemaMigrator(source));
    }
}
