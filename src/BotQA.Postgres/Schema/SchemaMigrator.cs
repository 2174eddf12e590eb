using System.Collections.Concurrent;
using Npgsql;

namespace BotQA.Postgres.Schema;

/// <summary>
/// Creates the tables of BotQA, in the first schema of the search path, and brings older ones up to date. Hosts may start at once: each
/// script is a transaction that holds an advisory lock, so one host runs it and the others find it done.
/// </summary>
internal sealed class SchemaMigrator(NpgsqlDataSource dataSource) : IDisposable
{
    private readonly string _schema = PostgresDataSource.SchemaOf(dataSource);
    private readonly ConcurrentDictionary<string, bool> _ready = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes sure that a part is there in the version of this program. Once it was, later calls cost nothing.</summary>
    /// <exception cref="SchemaException">The part can't be created, or a newer program has changed it.</exception>
    /// <exception cref="NpgsqlException">The database can't be reached; the next call tries again.</exception>
    public async ValueTask EnsureAsync(SchemaPart part, CancellationToken cancellationToken)
    {
        if (_ready.ContainsKey(part.Name))
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_ready.ContainsKey(part.Name))
            {
                await MigrateAsync(part, cancellationToken);
                _ready[part.Name] = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task MigrateAsync(SchemaPart part, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        while (await ApplyNextAsync(connection, part, cancellationToken))
        {
        }

        // The types of extensions that a script created.
        await connection.ReloadTypesAsync(cancellationToken);
    }

    /// <summary>Runs the next script, if there is one.</summary>
    private async Task<bool> ApplyNextAsync(NpgsqlConnection connection, SchemaPart part, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", cancellationToken, $"BotQA schema {_schema}");
        var version = await VersionAsync(connection, part, cancellationToken);
        if (version > part.Scripts.Count)
        {
            throw new SchemaException(
                $"The database's {part.Name} tables have version {version}, and this program knows no later one than {part.Scripts.Count}: a newer BotQA "
                + "has used the database. Run that version here too, or set Storage:ConnectionString to another database.");
        }

        if (version == part.Scripts.Count)
        {
            return false;
        }

        var script = part.Scripts[version];
        try
        {
            await ExecuteAsync(connection, script.Sql, cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new SchemaException(
                $"The database's {part.Name} tables could not be brought to version {script.Version} ({script.Name}): {exception.MessageText}. {RemedyOf(exception)}",
                exception);
        }

        await ExecuteAsync(
            connection, "INSERT INTO schema_versions (part, version, script) VALUES ($1, $2, $3)", cancellationToken, part.Name, script.Version, script.Name);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<int> VersionAsync(NpgsqlConnection connection, SchemaPart part, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(
                connection,
                $"""
                CREATE SCHEMA IF NOT EXISTS "{_schema.Replace("\"", "\"\"", StringComparison.Ordinal)}";
                CREATE TABLE IF NOT EXISTS schema_versions (
                    part text NOT NULL,
                    version integer NOT NULL,
                    script text NOT NULL,
                    applied timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (part, version));
                """,
                cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new SchemaException($"BotQA's tables could not be created in the database: {exception.MessageText}. {RemedyOf(exception)}", exception);
        }

        await using var current = new NpgsqlCommand("SELECT current_schema()", connection);
        if (await current.ExecuteScalarAsync(cancellationToken) as string != _schema)
        {
            throw new SchemaException(
                $"The database doesn't heed the search path of its connections, so its tables wouldn't be in the schema '{_schema}'. "
                + "Connect to PostgreSQL itself in Storage:ConnectionString, or have the pooler in front of it pass search_path on.");
        }

        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_versions WHERE part = $1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = part.Name } },
        };
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string RemedyOf(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege =>
            "Let an administrator of the database run 'CREATE EXTENSION IF NOT EXISTS vector' there, and grant the user of Storage:ConnectionString the right to create schemas in it.",
        PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.UndefinedFile =>
            "Install pgvector (https://github.com/pgvector/pgvector) on the database server, or set Storage:ConnectionString to a server that has it.",
        _ => "Nothing was changed; the log of the database server tells more.",
    };
}
