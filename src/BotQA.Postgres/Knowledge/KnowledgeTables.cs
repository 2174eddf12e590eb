using BotQA.Knowledge.Storage;
using BotQA.Postgres.Storage;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>The tables of the knowledge base.</summary>
internal sealed class KnowledgeTables(PostgresVectorStoreCollection<string, KnowledgeChunk> chunks)
{
    private volatile bool _exist;

    /// <summary>The chunks.</summary>
    public PostgresVectorStoreCollection<string, KnowledgeChunk> Chunks { get; } = chunks;

    /// <summary>The channel on which changes are told, of this schema alone.</summary>
    public string Channel { get; } = $"botqa_{PostgresDataSource.SchemaOf(chunks.Store.DataSource)}";

    /// <summary>Opens a connection to the tables, which are created if they aren't there.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await Chunks.EnsureSchemaAsync(cancellationToken);
        var connection = await Chunks.Store.DataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!_exist)
            {
                await Chunks.CreateAsync(connection, cancellationToken);
                _exist = true;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
