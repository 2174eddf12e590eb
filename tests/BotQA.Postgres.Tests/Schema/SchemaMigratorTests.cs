using BotQA.Postgres.Schema;
using BotQA.Tests.Postgres;
using Npgsql;

namespace BotQA.Postgres.Tests.Schema;

public sealed class SchemaMigratorTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly SchemaScript First = new(1, "0001_first.sql", "CREATE TABLE first (id integer); INSERT INTO first VALUES (1);");
    private static readonly SchemaScript Second = new(2, "0002_second.sql", "INSERT INTO first VALUES (2);");
    private static readonly SchemaScript Wrong = new(2, "0002_wrong.sql", "INSERT INTO first VALUES (2); SELECT nonsense;");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ensure_ManyHostsAtOnce_RunsEachScriptOnce()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnsureAsync(database, First, Second)));

        Assert.Equal([1, 2], await ReadAsync(database, "SELECT id FROM first ORDER BY id"));
    }

    [Fact]
    public async Task Ensure_OlderDatabase_RunsWhatIsMissing()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);
        await EnsureAsync(database, First);

        await EnsureAsync(database, First, Second);

        Assert.Equal([1, 2], await ReadAsync(database, "SELECT version FROM schema_versions WHERE part = 'test' ORDER BY version"));
    }

    [Fact]
    public async Task Ensure_NewerDatabase_RefusesAndSaysWhatToDo()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);
        await EnsureAsync(database, First, Second);

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => EnsureAsync(database, First));

        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer BotQA", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_ScriptFailsHalfWay_NamesItAndChangesNothing()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<SchemaException>(() => EnsureAsync(database, First, Wrong));

        Assert.Contains("0002_wrong.sql", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1], await ReadAsync(database, "SELECT id FROM first"));
        Assert.Equal([1], await ReadAsync(database, "SELECT version FROM schema_versions WHERE part = 'test'"));
    }

    [Fact]
    public async Task Ensure_DatabaseAwayAtFirst_SucceedsOnceItIsBack()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);
        await using var source = PostgresDataSource.Create(database);
        using var migrator = new SchemaMigrator(source);
        var part = new SchemaPart("test", [First]);
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await migrator.EnsureAsync(part, Cancellation));

        await server.StartAsync(Cancellation);
        await migrator.EnsureAsync(part, Cancellation);

        Assert.Equal([1], await ReadAsync(database, "SELECT id FROM first"));
    }

    [Fact]
    public async Task Ensure_VectorsWithoutPgvector_SaysWhatToInstall()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);
        await using var source = PostgresDataSource.Create(database);
        using var migrator = new SchemaMigrator(source);

        var failure = await Assert.ThrowsAsync<SchemaException>(async () => await migrator.EnsureAsync(SchemaPart.Vectors, Cancellation));

        Assert.Contains("Install pgvector", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_SearchPathsThatDiffer_KeepTheirTablesApart()
    {
        var database = await server.CreateDatabaseAsync(Cancellation);

        await EnsureAsync($"{database};Search Path=one", First);
        await EnsureAsync($"{database};Search Path=two", First, Second);

        Assert.Equal([1], await ReadAsync($"{database};Search Path=one", "SELECT id FROM first"));
        Assert.Equal([1, 2], await ReadAsync($"{database};Search Path=two", "SELECT id FROM first ORDER BY id"));
    }

    private static async Task EnsureAsync(string database, params SchemaScript[] scripts)
    {
        await using var source = PostgresDataSource.Create(database);
        using var migrator = new SchemaMigrator(source);
        await migrator.EnsureAsync(new SchemaPart("test", scripts), Cancellation);
    }

    private static async Task<IReadOnlyList<int>> ReadAsync(string database, string sql)
    {
        await using var source = PostgresDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var values = new List<int>();
        while (await reader.ReadAsync(Cancellation))
        {
            values.Add(reader.GetInt32(0));
        }

        return values;
    }
}
