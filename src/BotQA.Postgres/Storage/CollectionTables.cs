using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>Makes the tables of a collection.</summary>
internal sealed class CollectionTables(string name, string recordType, TableSchema table, PostgresVectorStoreOptions options)
{
    /// <summary>Creates them unless they are there, in the caller's transaction.</summary>
    /// <exception cref="VectorStoreException">They are there for records of another kind.</exception>
    public async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var definition = table.Create();
        await using var command = new NpgsqlCommand("LOCK TABLE collections IN SHARE ROW EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "SELECT definition FROM collections WHERE name = $1";
        command.Parameters.Add(new() { Value = name });
        if (await command.ExecuteScalarAsync(cancellationToken) is string existing)
        {
            if (existing == definition)
            {
                return;
            }

            throw new VectorStoreException($"The collection '{name}' exists with records of another kind than the {recordType} defined here. Use another name.")
            {
                VectorStoreSystemName = PostgresVectorStore.SystemName,
                CollectionName = name,
                OperationName = "EnsureCollectionExists",
            };
        }

        command.CommandText = "INSERT INTO collections (name, definition) VALUES ($1, $2)";
        command.Parameters.Add(new() { Value = definition });
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.Parameters.Clear();
        command.CommandText = definition;
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (table.TextFields.Count > 0)
        {
            command.CommandText = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_textsearch')";
            var keywords = options.Keywords;
            command.CommandText = (bool)(await command.ExecuteScalarAsync(cancellationToken))! ? table.CreateBm25(keywords.K1, keywords.B) : table.CreateWords();
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Removes all records, and makes the tables anew for those defined here, whatever kind there was before; in the caller's transaction.</summary>
    public async Task RecreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await PostgresVectorStore.DropAsync(connection, name, cancellationToken);
        await CreateAsync(connection, cancellationToken);
    }
}
