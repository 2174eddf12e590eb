using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Opens databases as BotQA uses them.</summary>
internal static class PostgresDataSource
{
    /// <summary>
    /// The schema of BotQA's tables, unless the connection string names another (<c>Search Path=wiki</c>): one for each knowledge base. Schemas
    /// named after it are those of extensions.
    /// </summary>
    public const string DefaultSchema = "botqa";

    // A question is told that the database is away rather than kept waiting for it.
    private const int ConnectSeconds = 3;
    private const int CommandSeconds = 15;

    /// <summary>A pool of connections; what the connection string doesn't set gets BotQA's defaults.</summary>
    /// <exception cref="ArgumentException">The connection string can't be understood.</exception>
    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory? loggers = null)
    {
        var builder = new NpgsqlDataSourceBuilder(WithDefaults(connectionString));
        builder.UseLoggerFactory(loggers);
        builder.UseVector();
        return builder.Build();
    }

    /// <summary>The schema of BotQA's tables in a database.</summary>
    public static string SchemaOf(NpgsqlDataSource dataSource)
    {
        var name = SchemasOf(new NpgsqlConnectionStringBuilder(dataSource.ConnectionString))[0];
        return name.StartsWith('"') ? name.Trim('"') : name.ToLowerInvariant();
    }

    /// <summary>The connection string to a schema that nothing else uses, in the same database.</summary>
    public static string ScratchOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.SearchPath = string.Join(',', SchemasOf(settings).Skip(1).Prepend($"{DefaultSchema}_{Guid.NewGuid():n}"));
        return settings.ConnectionString;
    }

    private static string WithDefaults(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "BotQA", Timeout = ConnectSeconds, CommandTimeout = CommandSeconds };
        foreach (var key in given.Keys)
        {
            settings[key] = given[key];
        }

        // The types and functions of extensions are usually in "public".
        settings.SearchPath = string.Join(',', SchemasOf(given).DefaultIfEmpty(DefaultSchema).Append("public"));
        return settings.ConnectionString;
    }

    private static string[] SchemasOf(NpgsqlConnectionStringBuilder settings) =>
        settings.SearchPath?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
