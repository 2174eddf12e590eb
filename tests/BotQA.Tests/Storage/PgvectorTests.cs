using System.Net;
using BotQA.Tests.Postgres;
using BotQA.Tests.Support;
using Npgsql;

namespace BotQA.Tests.Storage;

/// <summary>The server and an evaluation with the embedded model on a PostgreSQL with pgvector.</summary>
public sealed class PgvectorTests : IClassFixture<PgliteServer>, IDisposable
{
    private const string Question = "How long was the truce that Russia declared?";

    private readonly PgliteServer _pglite;
    private readonly TemporaryFolder _knowledge = new();

    public PgvectorTests(PgliteServer pglite)
    {
        _pglite = pglite;
        _knowledge.Write("truce.txt", "Russia declared a 72-hour truce for Victory Day. It began on 8 May. Fighting went on all the same.");
        _knowledge.Write("parade.txt", "The parade was held in Moscow on Red Square. Many leaders came. Soldiers from many countries marched.");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _knowledge.Dispose();

    [Fact]
    public async Task Serve_DocumentChangesAndServerRestarts_AnswersFromTheDatabase()
    {
        var database = await _pglite.ConnectionStringAsync("serve", Cancellation);
        await using (var server = await DatabaseServer.StartAsync(_knowledge, database))
        {
            await server.UntilAsync(HttpStatusCode.OK, "ready");
            Assert.Contains("72-hour truce", (await server.AskAsync(Question)).Text, StringComparison.Ordinal);

            _knowledge.Write("truce.txt", "Russia declared a three-day truce for Victory Day. It began on 8 May. Fighting went on all the same.");
            await server.UntilAnswerAsync(Question, "three-day truce");
        }

        await using var restarted = await DatabaseServer.StartAsync(_knowledge, database);
        await restarted.UntilAsync(HttpStatusCode.OK, "ready");
        Assert.Contains("three-day truce", (await restarted.AskAsync(Question)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_Always_LeavesTheDatabaseAsItWas()
    {
        var database = await _pglite.ConnectionStringAsync("wiki", Cancellation);
        _knowledge.Write("set/corpus.jsonl", """{"_id": "d1", "title": "Truce", "text": "Russia declared a 72-hour truce."}""");
        _knowledge.Write("set/questions.jsonl", """{"id": "q1", "question": "How long was the truce?", "answerable": true, "answers": ["72-hour"], "quotes": ["a 72-hour truce"], "documents": ["d1"]}""");
        await using var source = NpgsqlDataSource.Create(database);
        var before = await TablesAsync(source);

        using var output = new StringWriter();
        var run = await CommandRun.OfAsync(_ => { }, ["eval", Path.Combine(_knowledge.Path, "set")], output, Cancellation, settings: new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "postgres",
            ["Storage:ConnectionString"] = database,
            ["Answering:Reader"] = "false",
        });

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(before, await TablesAsync(source));
    }

    private static async Task<List<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var tables = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
