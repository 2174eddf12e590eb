using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Schema;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Tells whether the database can be used.</summary>
internal sealed class PostgresCheck(NpgsqlDataSource dataSource, SchemaMigrator schema)
{
    /// <summary>Connects, brings the tables up to date, and describes the server in a line.</summary>
    /// <param name="parts">What is kept there; the vectors need pgvector.</param>
    /// <param name="model">The embedding model of this host where the vectors are kept there, or null.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="NpgsqlException">The database can't be reached.</exception>
    /// <exception cref="OtherModelException">The vectors that are there were made by another model.</exception>
    /// <exception cref="SchemaException">It can't hold BotQA's tables.</exception>
    public async Task<string> RunAsync(IEnumerable<SchemaPart> parts, string? model, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await schema.EnsureAsync(part, cancellationToken);
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (model is not null)
        {
            await using var command = new NpgsqlCommand("SELECT model FROM knowledge_base", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is string indexed && indexed != model)
            {
                throw new OtherModelException(indexed, model);
            }
        }

        return $"PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}:{connection.Port}, database {connection.Database}";
    }
}
