using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Opens databases as BotQA uses them.</summary>
internal static class PostgresDataSource
{
    /// <summary>The schema of BotQA's tables, unless the connection string names another (<c>Search Path=wiki</c>): one for each knowledge base.</summary>
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
    public static string SchemaOf(NpgsqlDataSource dataSource) =>
        FirstOf(new NpgsqlConnectionStringBuilder(dataSource.ConnectionString).SearchPath) ?? DefaultSchema;

    private static string WithDefaults(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "BotQA", Timeout = ConnectSeconds, CommandTimeout = CommandSeconds };
        foreach (var key in given.Keys)
        {
            settings[key] = given[key];
        }

        // The types and functions of extensions are usually in "public".
        settings.SearchPath = $"{FirstOf(given.SearchPath) ?? DefaultSchema},public";
        return settings.ConnectionString;
    }

    private static string? FirstOf(string? searchPath) =>
        searchPath?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim('"');
}
