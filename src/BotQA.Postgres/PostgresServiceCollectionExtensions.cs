using BotQA.Postgres.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotQA.Postgres;

/// <summary>Registers what everything in PostgreSQL builds on.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>Adds the one <see cref="NpgsqlDataSource"/> and the migrations of its schema. What is registered already stays.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="connectionString">
    /// Where the database is, as Npgsql reads it; times that it doesn't set are short ones, and tables are in the schema <c>botqa</c>.
    /// </param>
    public static IServiceCollection AddPostgres(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        services.TryAddSingleton(provider => PostgresDataSource.Create(connectionString, provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton<SchemaMigrator>();
        services.TryAddSingleton<PostgresCheck>();
        return services;
    }
}
