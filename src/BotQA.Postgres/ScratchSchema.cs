using Npgsql;

namespace BotQA.Postgres;

/// <summary>The schema of a data source as one that is gone afterwards.</summary>
internal sealed class ScratchSchema(NpgsqlDataSource dataSource) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await using var command = dataSource.CreateCommand($"DROP SCHEMA IF EXISTS {Storage.TableSchema.Quote(PostgresDataSource.SchemaOf(dataSource))} CASCADE");
        await command.ExecuteNonQueryAsync();
    }
}
