using BotQA.Tests.Postgres;

namespace BotQA.Tests.Storage;

public sealed class PostgresSharedStateTests(PostgresServer server) : SharedStateTests, IClassFixture<PostgresServer>
{
    private protected override async Task<Dictionary<string, string?>> SettingsAsync(CancellationToken cancellationToken) => new()
    {
        ["Storage:State"] = "postgres",
        ["Storage:ConnectionString"] = await server.CreateDatabaseAsync(cancellationToken),
    };
}
