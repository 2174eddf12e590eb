using BotQA.Knowledge.Storage;
using BotQA.Postgres.Storage;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>The tables of the knowledge base.</summary>
/// <param name="chunks">The chunks.</param>
/// <param name="model">Names what this host's vectors depend on.</param>
internal sealed class KnowledgeTables(PostgresVectorStoreCollection<string, KnowledgeChunk> chunks, string model)
{
    private volatile bool _exist;

    /// <summary>The chunks.</summary>
    public PostgresVectorStoreCollection<string, KnowledgeChunk> Chunks { get; } = chunks;

    /// <summary>What this host's vectors depend on.</summary>
    public string Model { get; } = model;

    /// <summary>The channel on which changes are told, of this schema alone.</summary>
    public string Channel { get; } = $"botqa_{PostgresDataSource.SchemaOf(chunks.Store.DataSource)}";

    /// <summary>Opens a connection to the tables, which are created if they aren't there; another model's are left as they are.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await Chunks.EnsureSchemaAsync(cancellationToken);
        var connection = await Chunks.Store.DataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!_exist)
            {
                _exist = await TryCreateAsync(connection, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes sure that the vectors in the database are such as this host's.</summary>
    /// <param name="model">The model that the row of the knowledge base names.</param>
    /// <exception cref="OtherModelException">They aren't.</exception>
    public void Check(string model)
    {
        if (model != Model)
        {
            throw new OtherModelException(model, Model);
        }
    }

    private async Task<bool> TryCreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT model FROM knowledge_base", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string model)
        {
            // Of hosts that come to an empty knowledge base at once the first gives it its model.
            command.CommandText = "UPDATE knowledge_base SET model = coalesce(model, $1) RETURNING model";
            command.Parameters.Add(new() { Value = Model });
            model = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        if (model != Model)
        {
            return false;
        }

        await Chunks.Tables.CreateAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
