using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Storage.Collections;
using BotQA.Postgres.Schema;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>
/// A collection of a <see cref="PostgresVectorStore"/>. A batch that is upserted or deleted becomes visible as a whole, or on an error not
/// at all; a search works on one state of the table. Results with equal scores are ordered by key.
/// </summary>
/// <typeparam name="TKey">The type of the keys: string, Guid, int or long; object for a dynamic collection.</typeparam>
/// <typeparam name="TRecord">The type of the records.</typeparam>
/// <remarks>
/// What the caller got wrong is an <see cref="ArgumentException"/>, <see cref="InvalidOperationException"/> or
/// <see cref="NotSupportedException"/>; an operation that fails, or that needs a collection which doesn't exist, is a
/// <see cref="VectorStoreException"/>.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in the words of VectorStoreCollection, its base.")]
public sealed class PostgresVectorStoreCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly CollectionModel _model;
    private readonly RecordTable<TKey, TRecord> _records;
    private readonly VectorSearch _vectors;
    private readonly VectorStoreCollectionMetadata _metadata;

    internal PostgresVectorStoreCollection(PostgresVectorStore store, string name, CollectionModel model)
    {
        Store = store;
        Name = name;
        _model = model;
        Table = new TableSchema(name, model, store.Options.KeepsVectors);
        Words = new KeywordSearch(Table, store.Analyzer, store.Options);
        Tables = new CollectionTables(name, typeof(TRecord).Name, Table, store.Options);
        _vectors = new VectorSearch(Table, model, store.Options);
        _records = new RecordTable<TKey, TRecord>(Table, store.Analyzer, store.Options);
        _metadata = new VectorStoreCollectionMetadata { VectorStoreSystemName = PostgresVectorStore.SystemName, CollectionName = name };
    }

    /// <inheritdoc/>
    public override string Name { get; }

    internal PostgresVectorStore Store { get; }

    internal TableSchema Table { get; }

    internal CollectionTables Tables { get; }

    internal KeywordSearch Words { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Store.CollectionExistsAsync(Name, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="VectorStoreException">The collection exists with records of another kind.</exception>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) =>
        WriteAsync("EnsureCollectionExists", connection => Tables.CreateAsync(connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        Store.EnsureCollectionDeletedAsync(Name, cancellationToken);

    /// <inheritdoc/>
    public override async Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await GetAsync([key], options, cancellationToken).FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The records come in the order of their keys in <paramref name="keys"/>.</remarks>
    public override IAsyncEnumerable<TRecord> GetAsync(IEnumerable<TKey> keys, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var includeVectors = options?.IncludeVectors ?? false;
        CheckVectorsAreKept(includeVectors);
        return StreamAsync("Get", connection => GetAsync(connection, keys, includeVectors, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Records that <c>OrderBy</c> leaves equal are ordered by key.</remarks>
    public override IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter,
        int top,
        FilteredRecordRetrievalOptions<TRecord>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new FilteredRecordRetrievalOptions<TRecord>();
        CheckVectorsAreKept(options.IncludeVectors);
        var order = (options.OrderBy?.Invoke(new()).Values ?? [])
            .Select(sort => $"{TableSchema.Column(_model.GetDataOrKeyProperty(sort.PropertySelector)).Name} {(sort.Ascending ? "ASC NULLS FIRST" : "DESC NULLS LAST")}")
            .Append(Table.Key.Name);
        var command = new NpgsqlCommand();
        var condition = FilterTranslator.Translate(filter, _model, command.Parameters);
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {_records.Columns(options.IncludeVectors)} FROM {Table.Table} WHERE {condition} ORDER BY {string.Join(", ", order)} LIMIT {top} OFFSET {options.Skip}");
        return StreamAsync("Get", connection => command.ReadAsync(connection, reader => _records.Read(reader, options.IncludeVectors), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return DeleteAsync([key], cancellationToken);
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return WriteAsync("Delete", connection => ReplaceAsync(connection, [], keys, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A record has no key, or a vector that can't be stored.</exception>
    public override Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return WriteAsync("Upsert", connection => ReplaceAsync(connection, [.. records], [], cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue,
        int top,
        VectorSearchOptions<TRecord>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        CheckVectorsAreKept(options.IncludeVectors);
        var property = _model.GetVectorPropertyOrSingle(options);
        var input = SearchInput.Create(searchValue, property);
        return StreamAsync<VectorSearchResult<TRecord>>(
            "Search",
            async connection =>
            {
                var vector = await input.ToVectorAsync(cancellationToken);
                var found = await _vectors.NearestAsync(
                    connection, property, vector, _records.Columns(options.IncludeVectors), options.Filter, options.Skip + top, options.Skip,
                    reader => new VectorSearchResult<TRecord>(_records.Read(reader, options.IncludeVectors), reader.GetDouble(reader.FieldCount - 1)), cancellationToken);
                return [.. found.Where(result => result.Score >= (options.ScoreThreshold ?? double.NegativeInfinity))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The score is w · similarity + (1 - w) · BM25 / (the best BM25 score of any record that passes the filter), where w is
    /// <see cref="PostgresVectorStoreOptions.HybridVectorWeight"/>.
    /// </remarks>
    public IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(
        TInput searchValue,
        ICollection<string> keywords,
        int top,
        HybridSearchOptions<TRecord>? options = null,
        CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new HybridSearchOptions<TRecord>();
        CheckVectorsAreKept(options.IncludeVectors);
        var property = _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord> { VectorProperty = options.VectorProperty });
        var text = _model.GetFullTextDataPropertyOrSingle(options.AdditionalProperty).ModelName;
        var input = SearchInput.Create(searchValue, property);
        return StreamAsync<VectorSearchResult<TRecord>>("HybridSearch", async connection =>
        {
            var vector = await input.ToVectorAsync(cancellationToken);
            var end = options.Skip + top;
            var (words, _, _) = await Words.RunAsync(
                connection, string.Join('\n', keywords), Math.Max(end, Store.Options.KeywordCandidates), field => field == text ? 1 : 0,
                parameters => FilterTranslator.Translate(options.Filter, _model, parameters), cancellationToken);
            var scores = words.ToDictionary(hit => (TKey)hit.Key, hit => hit.Score);
            var similarities = await _vectors.SimilaritiesAsync(connection, property, vector, scores.Keys, cancellationToken);
            var nearest = await _vectors.NearestAsync(
                connection, property, vector, Table.Key.Name, options.Filter, end, skip: 0, reader => (Key: (TKey)reader.GetValue(0), Score: reader.GetDouble(1)), cancellationToken);
            foreach (var (key, similarity) in nearest)
            {
                similarities[key] = similarity;
            }

            var best = scores.Values.DefaultIfEmpty(1).Max();
            var weight = Store.Options.HybridVectorWeight;
            var page = scores.Keys.Union(similarities.Keys)
                .Select(key => (Key: key, Score: (weight * similarities.GetValueOrDefault(key)) + ((1 - weight) * scores.GetValueOrDefault(key) / best)))
                .Where(hit => hit.Score >= (options.ScoreThreshold ?? double.NegativeInfinity))
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Key, KeyOrder.For<TKey>())
                .Skip(options.Skip)
                .Take(top)
                .ToList();
            var records = (await GetAsync(connection, page.ConvertAll(hit => hit.Key), options.IncludeVectors, cancellationToken))
                .ToDictionary(record => (TKey)RecordValues.KeyOf(_model, record));
            return [.. page.Where(hit => records.ContainsKey(hit.Key)).Select(hit => new VectorSearchResult<TRecord>(records[hit.Key], hit.Score))];
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Gives the collection's metadata; for text keys and records with full-text properties also its <see cref="IKeywordIndex"/>.</remarks>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreCollectionMetadata) ? _metadata
            : serviceType == typeof(VectorStore) ? Store
            : serviceType == typeof(IKeywordIndex) && Table.TextFields.Count > 0 && (object)this is PostgresVectorStoreCollection<string, TRecord> own
                ? new PostgresKeywordIndex<TRecord>(own)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Reads records in the order of their keys, in the caller's transaction if there is one.</summary>
    internal async Task<List<TRecord>> GetAsync(NpgsqlConnection connection, IEnumerable<TKey> keys, bool includeVectors, CancellationToken cancellationToken)
    {
        var wanted = keys.Distinct().Select((key, i) => (key, i)).ToDictionary(entry => entry.key, entry => entry.i);
        if (wanted.Count == 0)
        {
            return [];
        }

        var command = new NpgsqlCommand($"SELECT {_records.Columns(includeVectors)} FROM {Table.Table} WHERE {Table.Key.Name} = ANY ($1)");
        command.Parameters.Add(Table.Key.ArrayParameter(wanted.Keys));
        var records = await command.ReadAsync(connection, reader => _records.Read(reader, includeVectors), cancellationToken);
        return [.. records.OrderBy(record => wanted[(TKey)RecordValues.KeyOf(_model, record)])];
    }

    /// <summary>Writes records and removes others in the caller's transaction.</summary>
    internal Task<bool> ReplaceAsync(NpgsqlConnection connection, IReadOnlyList<TRecord> records, IEnumerable<TKey> removed, CancellationToken cancellationToken) =>
        DoneAsync(_records.ReplaceAsync(connection, records, removed, cancellationToken));

    /// <summary>Removes the records that a condition on one parameter names, in the caller's transaction.</summary>
    internal Task RemoveAsync(NpgsqlConnection connection, NpgsqlParameter parameter, string condition, CancellationToken cancellationToken) =>
        _records.RemoveAsync(connection, parameter, condition, cancellationToken);

    /// <summary>Makes sure that the database can hold the collection.</summary>
    internal async Task EnsureSchemaAsync(CancellationToken cancellationToken)
    {
        await Store.Schema.EnsureAsync(SchemaPart.Knowledge, cancellationToken);
        if (Table.Vectors.Count > 0)
        {
            await Store.Schema.EnsureAsync(SchemaPart.Vectors, cancellationToken);
        }
    }

    /// <summary>Runs an operation on a connection of its own.</summary>
    /// <exception cref="VectorStoreException">The database failed, or there is no such collection.</exception>
    internal Task<T> RunAsync<T>(string operation, Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken) =>
        PostgresErrors.GuardAsync(PostgresVectorStore.SystemName, Name, operation, async () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            await EnsureSchemaAsync(cancellationToken);
            await using var connection = await Store.DataSource.OpenConnectionAsync(cancellationToken);
            return await run(connection);
        });

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        string operation, Func<NpgsqlConnection, Task<List<T>>> run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var result in await RunAsync(operation, run, cancellationToken))
        {
            yield return result;
        }
    }

    private Task<bool> WriteAsync(string operation, Func<NpgsqlConnection, Task> write, CancellationToken cancellationToken) => RunAsync(
        operation,
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await write(connection);
            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    private void CheckVectorsAreKept(bool includeVectors)
    {
        if (includeVectors && _model.EmbeddingGenerationRequired)
        {
            throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration);
        }
    }
}
