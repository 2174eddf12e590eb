using BotQA.Postgres.Schema;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Tells whether the database can be used.</summary>
internal sealed class PostgresCheck(NpgsqlDataSource dataSource, SchemaMigrator schema)
{
    /// <summary>Connects, brings the tables up to date, and describes the server in a line.</summary>
    /// <param name="parts">What is kept there; the vectors need pgvector.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="NpgsqlException">The database can't be reached.</exception>
    /// <exception cref="SchemaException">It can't hold BotQA's tables.</exception>
    public async Task<string> RunAsync(IEnumerable<SchemaPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await schema.EnsureAsync(part, cancellationToken);
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return $"PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}:{connection.Port}, database {connection.Database}";
    }
}
