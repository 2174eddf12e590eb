using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BotQA.Knowledge.Storage.Keywords;
using BotQA.Postgres.Schema;
using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>
/// A vector store in PostgreSQL with pgvector: a table for each collection, found by an HNSW index of its vectors and by its words. Vector
/// search is approximate.
/// </summary>
/// <remarks>
/// Keys are of type string, Guid, int or long; a Guid that is empty is generated. Vectors are compared by cosine similarity (the default)
/// or dot product. A record without a vector is stored and found by keywords only.
/// </remarks>
public sealed class PostgresVectorStore : VectorStore
{
    /// <summary>The name of the store in metadata and exceptions.</summary>
    public const string SystemName = "postgresql";

    private readonly VectorStoreMetadata _metadata = new() { VectorStoreSystemName = SystemName };

    internal PostgresVectorStore(NpgsqlDataSource dataSource, SchemaMigrator schema, PostgresVectorStoreOptions? options = null)
    {
        DataSource = dataSource;
        Schema = schema;
        Options = options ?? new PostgresVectorStoreOptions();
    }

    internal NpgsqlDataSource DataSource { get; }

    internal SchemaMigrator Schema { get; }

    internal PostgresVectorStoreOptions Options { get; }

    internal TextAnalyzer Analyzer { get; } = new();

    /// <inheritdoc/>
    [RequiresDynamicCode("Use GetDynamicCollection() where code can't be generated at run time.")]
    [RequiresUnreferencedCode("Use GetDynamicCollection() where code is trimmed.")]
    public override PostgresVectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (typeof(TRecord) == typeof(Dictionary<string, object?>))
        {
            throw new ArgumentException($"Use {nameof(GetDynamicCollection)} for records of type Dictionary<string, object?>.");
        }

        var model = new PostgresModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, Options.EmbeddingGenerator);
        return new PostgresVectorStoreCollection<TKey, TRecord>(this, name, model);
    }

    /// <inheritdoc/>
    public override PostgresVectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(definition);
        var model = new PostgresModelBuilder().BuildDynamic(definition, definition.EmbeddingGenerator ?? Options.EmbeddingGenerator);
        return new PostgresVectorStoreCollection<object, Dictionary<string, object?>>(this, name, model);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var name in await PostgresErrors.GuardAsync(SystemName, collection: null, "ListCollectionNames", () => ReadNamesAsync(cancellationToken)))
        {
            yield return name;
        }
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return PostgresErrors.GuardAsync(SystemName, name, "CollectionExists", async () => (await ReadNamesAsync(cancellationToken)).Contains(name));
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return PostgresErrors.GuardAsync(SystemName, name, "EnsureCollectionDeleted", async () =>
        {
            await Schema.EnsureAsync(SchemaPart.Knowledge, cancellationToken);
            await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
            return await DropAsync(connection, name, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Removes the tables of a collection, in the caller's transaction if there is one.</summary>
    internal static async Task<int> DropAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(TableSchema.Drop(name)),
                new NpgsqlBatchCommand("DELETE FROM collections WHERE name = $1") { Parameters = { new() { Value = name } } },
            },
        };
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Analyzer.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<List<string>> ReadNamesAsync(CancellationToken cancellationToken)
    {
        await Schema.EnsureAsync(SchemaPart.Knowledge, cancellationToken);
        await using var command = DataSource.CreateCommand("SELECT name FROM collections ORDER BY name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
