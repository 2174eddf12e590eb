using System.Globalization;
using System.Linq.Expressions;
using Microsoft.Extensions.VectorData.ProviderServices;
using Npgsql;
using Pgvector;

namespace BotQA.Postgres.Storage;

/// <summary>Finds rows by their vectors.</summary>
internal sealed class VectorSearch(TableSchema table, CollectionModel model, PostgresVectorStoreOptions options)
{
    /// <summary>The nearest rows, nearest first; equally near ones by key.</summary>
    /// <param name="connection">An open connection outside of a transaction.</param>
    /// <param name="property">The vectors.</param>
    /// <param name="vector">To what they are compared.</param>
    /// <param name="columns">What is selected; the similarity comes after it.</param>
    /// <param name="filter">A condition on the records, or null.</param>
    /// <param name="end">How many rows are looked for.</param>
    /// <param name="skip">How many of them are passed over.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<List<T>> NearestAsync<T>(
        NpgsqlConnection connection,
        VectorPropertyModel property,
        ReadOnlyMemory<float> vector,
        string columns,
        LambdaExpression? filter,
        int end,
        int skip,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        // The settings hold for this transaction: a filter must not leave fewer rows than were asked for.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var settings = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SET LOCAL hnsw.ef_search = {Math.Clamp(end, options.VectorEffort, 1000)}; SET LOCAL hnsw.iterative_scan = strict_order"), connection);
        await settings.ExecuteNonQueryAsync(cancellationToken);
        var command = new NpgsqlCommand { Parameters = { new() { Value = new Vector(vector) } } };
        var condition = FilterTranslator.Translate(filter, model, command.Parameters);
        var distance = TableSchema.Distance(property, "$1");
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT {columns}, {TableSchema.Similarity(property, "distance")} AS score FROM (
                SELECT *, {distance} AS distance FROM {table.Table} WHERE {TableSchema.Quote(property.StorageName)} IS NOT NULL AND {condition} ORDER BY {distance} LIMIT {end}) AS nearest
            ORDER BY distance, {table.Key.Name} OFFSET {skip}
            """);
        var found = await command.ReadAsync(connection, read, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    /// <summary>The similarities of the rows with the given keys, without those that have no vector.</summary>
    public async Task<Dictionary<TKey, double>> SimilaritiesAsync<TKey>(
        NpgsqlConnection connection, VectorPropertyModel property, ReadOnlyMemory<float> vector, IEnumerable<TKey> keys, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var command = new NpgsqlCommand { Parameters = { new() { Value = new Vector(vector) }, table.Key.ArrayParameter(keys) } };
        command.CommandText = $"""
            SELECT {table.Key.Name}, {TableSchema.Similarity(property, TableSchema.Distance(property, "$1"))} FROM {table.Table}
            WHERE {table.Key.Name} = ANY ($2) AND {TableSchema.Quote(property.StorageName)} IS NOT NULL
            """;
        var rows = await command.ReadAsync(connection, reader => (Key: (TKey)reader.GetValue(0), Similarity: reader.GetDouble(1)), cancellationToken);
        return rows.ToDictionary(row => row.Key, row => row.Similarity);
    }
}
