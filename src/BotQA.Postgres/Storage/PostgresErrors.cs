using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>Turns errors of the database into those of vector stores.</summary>
internal static class PostgresErrors
{
    /// <summary>Runs an operation.</summary>
    /// <exception cref="VectorStoreException">The database failed.</exception>
    public static async Task<T> GuardAsync<T>(string system, string? collection, string operation, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable && collection is not null)
        {
            throw Failure($"The collection '{collection}' does not exist. Create it with EnsureCollectionExistsAsync.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw Failure($"{operation} failed in the collection '{collection}': {exception.Message}", exception);
        }

        VectorStoreException Failure(string message, Exception cause) => new(message, cause)
        {
            VectorStoreSystemName = system,
            CollectionName = collection,
            OperationName = operation,
        };
    }
}
