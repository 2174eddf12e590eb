using System.Net;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Storage;
using BotQA.Tests.Postgres;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotQA.Tests.Storage;

/// <summary>A server whose knowledge base is in PostgreSQL, while it is there and while it can't be used.</summary>
public sealed class OutageTests : IClassFixture<PostgresServer>, IDisposable
{
    private const string Question = "How long was the truce that Russia declared?";

    private readonly PostgresServer _postgres;
    private readonly TemporaryFolder _knowledge = new();

    public OutageTests(PostgresServer postgres)
    {
        _postgres = postgres;
        _knowledge.Write("truce.md", "# Truce\n\nRussia declared a truce of 72 hours. It began on 8 May.");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _knowledge.Dispose();

    [Fact]
    public async Task Ask_DatabaseStoppedAndStarted_SaysTryAgainMeanwhileAndRecovers()
    {
        await using var server = await StartAsync(await _postgres.CreateDatabaseAsync(Cancellation));
        await server.UntilAsync(HttpStatusCode.OK, "ready");
        Assert.Contains("72 hours", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);

        await _postgres.StopAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, OutageQuestionAnswerer.TryAgain), await server.AskAsync(Question));
        await server.UntilAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, OutageQuestionAnswerer.TryAgain), await server.AskAsync(Question));

        await _postgres.StartAsync(Cancellation);
        await server.UntilAsync(HttpStatusCode.OK, "ready");
        Assert.Contains("72 hours", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_DatabaseStoppedAndACopyIsKept_AnswersFromItAndRecovers()
    {
        await using var server = await StartAsync(await _postgres.CreateDatabaseAsync(Cancellation), ("Storage:Outage", "last-copy"));
        await server.UntilAsync(HttpStatusCode.OK, "ready");
        await DatabaseServer.UntilAsync(() => Task.FromResult(server.Services.GetRequiredService<KnowledgeCopy>().IsReady));

        await _postgres.StopAsync();
        Assert.Contains("72 hours", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);
        await server.UntilAsync(HttpStatusCode.OK, "last-copy");
        Assert.Contains("72 hours", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);

        await _postgres.StartAsync(Cancellation);
        await server.UntilAsync(HttpStatusCode.OK, "ready");
        _knowledge.Write("truce.md", "# Truce\n\nRussia declared a truce of three days.");
        await server.UntilAnswerAsync(Question, "three days");
    }

    [Fact]
    public async Task Ask_VectorsBecomeThoseOfAnotherModel_RefusesNamesTheSettingsAndRecovers()
    {
        var database = await _postgres.CreateDatabaseAsync(Cancellation);
        await using var server = await StartAsync(database);
        await server.UntilAsync(HttpStatusCode.OK, "ready");

        await ExecuteAsync(database, "UPDATE knowledge_base SET model = 'other', generation = generation + 1; SELECT pg_notify('botqa_botqa', '')");
        await server.UntilAsync(HttpStatusCode.ServiceUnavailable, "failed");
        var (status, reason) = await server.AskAsync(Question);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Embeddings:", reason, StringComparison.Ordinal);

        await ExecuteAsync(database, $"UPDATE knowledge_base SET model = '{typeof(LetterEncoder).FullName}', generation = generation + 1");
        await server.UntilAsync(HttpStatusCode.OK, "ready");
        Assert.Contains("72 hours", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);
    }

    // This PostgreSQL has no pgvector.
    private Task<DatabaseServer> StartAsync(string database, params (string Name, string Value)[] settings) => DatabaseServer.StartAsync(
        _knowledge, database, new LetterEncoder(), [("Storage:KeepsVectors", "false"), ("Retrieval:Mode", "Keyword"), ("Answering:Threshold", "0"), .. settings]);

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{database};Search Path=botqa");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
