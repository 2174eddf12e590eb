using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Keywords;
using Npgsql;
using NpgsqlTypes;
using Pgvector;

namespace BotQA.Postgres.Storage;

/// <summary>Writes records to the table of a collection and reads them.</summary>
internal sealed class RecordTable<TKey, TRecord>(TableSchema table, TextAnalyzer analyzer, PostgresVectorStoreOptions options)
    where TKey : notnull
    where TRecord : class
{
    private const int RowsPerBatch = 256;

    /// <summary>The columns of a record as <see cref="Read"/> expects them.</summary>
    public string Columns(bool includeVectors) => string.Join(", ", table.Columns.Select(column => column.Name)
        .Concat(includeVectors ? table.Vectors.Select(property => TableSchema.Quote(property.StorageName)) : []));

    /// <summary>The record of a row.</summary>
    public TRecord Read(NpgsqlDataReader reader, bool includeVectors)
    {
        var record = table.Model.CreateRecord<TRecord>();
        var next = 0;
        foreach (var column in table.Columns)
        {
            column.Property.SetValueAsObject(record, column.Type.ToProperty(reader.GetValue(next++), column.Property.Type));
        }

        foreach (var property in includeVectors ? table.Vectors : [])
        {
            if (!reader.IsDBNull(next))
            {
                property.SetValueAsObject(record, RecordValues.ToProperty(property, reader.GetFieldValue<Vector>(next).ToArray()));
            }

            next++;
        }

        return record;
    }

    /// <summary>Writes records, replacing those with the same keys, and removes others, with the statistics of the words; in the caller's transaction.</summary>
    public async Task ReplaceAsync(NpgsqlConnection connection, IReadOnlyList<TRecord> records, IEnumerable<TKey> removed, CancellationToken cancellationToken)
    {
        var rows = await ToRowsAsync(records, cancellationToken);
        await RemoveAsync(connection, table.Key.ArrayParameter(rows.Select(row => row.Key).Concat(removed.Cast<object>())), $"{table.Key.Name} = ANY ($1)", cancellationToken);
        await AddAsync(connection, rows, cancellationToken);
    }

    /// <summary>Removes the rows that a condition on one parameter names.</summary>
    public async Task RemoveAsync(NpgsqlConnection connection, NpgsqlParameter parameter, string condition, CancellationToken cancellationToken)
    {
        // The lock has writes take turns, so that the statistics are those of the rows.
        await using var command = new NpgsqlCommand($"SELECT FROM {table.Totals} FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.Parameters.Add(parameter);
        command.CommandText = table.TextFields.Count == 0
            ? $"WITH gone AS (DELETE FROM {table.Table} WHERE {condition} RETURNING 1) UPDATE {table.Totals} SET rows = rows - (SELECT count(*) FROM gone)"
            : $"""
              WITH gone AS (DELETE FROM {table.Table} WHERE {condition} RETURNING "$words", "$lengths"),
              changed AS (SELECT term, count(*) AS rows FROM gone CROSS JOIN unnest(tsvector_to_array("$words")) AS term GROUP BY term),
              counted AS (UPDATE {table.Terms} AS known SET rows = known.rows - changed.rows FROM changed WHERE known.term = changed.term)
              UPDATE {table.Totals} SET rows = rows - (SELECT count(*) FROM gone), lengths = ARRAY[{string.Join(", ", table.TextFields.Index().Select(field =>
                  $"lengths[{field.Index + 1}] - (SELECT coalesce(sum(\"$lengths\"[{field.Index + 1}]), 0) FROM gone)"))}]::bigint[]
              """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<Row>> ToRowsAsync(IReadOnlyList<TRecord> records, CancellationToken cancellationToken)
    {
        var keys = records.Select(record => RecordValues.KeyOf(table.Model, record)).ToArray();
        var vectors = await RecordValues.VectorsAsync(table.Model, records, keys, cancellationToken);
        var weights = table.TextFields.Select(field => options.Keywords.FieldWeights.TryGetValue(field.ModelName, out var weight) ? weight : 1).ToList();

        // Of several records with one key the last counts.
        return [.. records.Select((record, i) => new Row(
                keys[i],
                record,
                vectors[i],
                WordColumns.Of(analyzer, [.. table.TextFields.Select((field, f) => (field.GetValue<string?>(record), weights[f]))])))
            .GroupBy(row => row.Key)
            .Select(group => group.Last())];
    }

    private async Task AddAsync(NpgsqlConnection connection, List<Row> rows, CancellationToken cancellationToken)
    {
        var insert = InsertStatement();
        foreach (var part in rows.Chunk(RowsPerBatch))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var row in part)
            {
                batch.BatchCommands.Add(Insert(insert, row));
            }

            if (table.TextFields.Count > 0)
            {
                var counts = part.SelectMany(row => row.Words.Terms).CountBy(term => term, StringComparer.Ordinal).ToList();
                batch.BatchCommands.Add(new NpgsqlBatchCommand(
                    $"INSERT INTO {table.Terms} AS known (term, rows) SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT (term) DO UPDATE SET rows = known.rows + excluded.rows")
                {
                    Parameters = { new() { Value = counts.ConvertAll(count => count.Key) }, new() { Value = counts.ConvertAll(count => (long)count.Value) } },
                });
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"UPDATE {table.Totals} SET rows = rows + $1, lengths = ARRAY[{string.Join(", ", table.TextFields.Index().Select(field => $"lengths[{field.Index + 1}] + ${field.Index + 2}"))}]::bigint[]"));
            batch.BatchCommands[^1].Parameters.Add(new() { Value = (long)part.Length });
            foreach (var field in Enumerable.Range(0, table.TextFields.Count))
            {
                batch.BatchCommands[^1].Parameters.Add(new() { Value = part.Sum(row => (long)row.Words.Lengths[field]) });
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private string InsertStatement()
    {
        var names = table.Columns.Select(column => column.Name)
            .Concat(table.Vectors.Select(property => TableSchema.Quote(property.StorageName)))
            .Concat(table.TextFields.Count > 0 ? ["\"$words\"", "\"$text\"", "\"$lengths\""] : [])
            .ToList();
        var values = names.Select((name, i) => name == "\"$words\"" ? $"${i + 1}::tsvector" : $"${i + 1}");
        return $"INSERT INTO {table.Table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    private NpgsqlBatchCommand Insert(string statement, Row row)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var column in table.Columns)
        {
            command.Parameters.Add(column.Parameter(column.Property.GetValueAsObject(row.Record)));
        }

        foreach (var vector in row.Vectors.Take(table.Vectors.Count))
        {
            command.Parameters.Add(new() { Value = vector.IsEmpty ? DBNull.Value : new Vector(vector), DataTypeName = "vector" });
        }

        if (table.TextFields.Count > 0)
        {
            command.Parameters.Add(new() { Value = row.Words.Vector, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = row.Words.Text });
            command.Parameters.Add(new() { Value = row.Words.Lengths });
        }

        return command;
    }

    private sealed record Row(object Key, TRecord Record, ReadOnlyMemory<float>[] Vectors, WordColumns Words);
}
