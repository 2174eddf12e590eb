using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Keywords;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage;

/// <summary>
/// A collection of an <see cref="InMemoryVectorStore"/>. A batch that is upserted or deleted becomes visible as a whole, or on an error not
/// at all; every search works on one state of the collection. Results with equal scores are ordered by key.
/// </summary>
/// <typeparam name="TKey">The type of the keys: string, Guid, int or long; object for a dynamic collection.</typeparam>
/// <typeparam name="TRecord">The type of the records.</typeparam>
/// <remarks>
/// What the caller got wrong is an <see cref="ArgumentException"/>, <see cref="InvalidOperationException"/> or
/// <see cref="NotSupportedException"/>; an operation that fails, or that needs a collection which doesn't exist, is a
/// <see cref="VectorStoreException"/>.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in the words of VectorStoreCollection, its base.")]
public sealed class InMemoryVectorStoreCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly InMemoryVectorStore _store;
    private readonly CollectionModel _model;
    private readonly CollectionSchema _schema;
    private readonly RecordMapper<TKey, TRecord> _mapper;
    private readonly VectorStoreCollectionMetadata _metadata;

    internal InMemoryVectorStoreCollection(InMemoryVectorStore store, string name, CollectionModel model)
    {
        _store = store;
        _model = model;
        _schema = CollectionSchema.Create(model, store.Analyzer);
        _mapper = new RecordMapper<TKey, TRecord>(model, _schema);
        _metadata = new VectorStoreCollectionMetadata { VectorStoreSystemName = InMemoryVectorStore.SystemName, CollectionName = name };
        Name = name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        _store.CollectionExistsAsync(Name, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="VectorStoreException">The collection exists with records of another kind.</exception>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OwnStorage("EnsureCollectionExists", _store.FindOrAdd(Name, () => new CollectionStorage<TKey, TRecord>(_schema)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        _store.EnsureCollectionDeletedAsync(Name, cancellationToken);

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
        return Stream(_ => Task.FromResult(Run("Get", snapshot => Reader(snapshot).Get(keys, includeVectors))), cancellationToken);
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
        var order = new RecordOrder<TKey, TRecord>(_model, options.OrderBy);
        return Stream(
            _ => Task.FromResult(Run("Get", snapshot => Reader(snapshot).Get(filter, order, options.Skip, top, options.IncludeVectors))),
            cancellationToken);
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
        cancellationToken.ThrowIfCancellationRequested();
        Write("Delete", storage => storage.TryReplace([], keys));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A record has no key, or a vector or an indexed text that can't be stored.</exception>
    public override Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default) =>
        ReplaceAsync(records, [], cancellationToken);

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
        return Stream(
            async token =>
            {
                var query = await input.ToQueryAsync(token);
                return Run("Search", snapshot => Reader(snapshot).Search(query, property, options, top, token));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The score is w · similarity + (1 - w) · BM25 / (the best BM25 score of any record that passes the filter), where w is
    /// <see cref="InMemoryVectorStoreOptions.HybridVectorWeight"/>. It doesn't depend on <c>top</c> and <c>Skip</c>, so pages fit together.
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
        return Stream(
            async token =>
            {
                var query = await input.ToQueryAsync(token);
                return RunWithKeywords("HybridSearch", (snapshot, index) =>
                {
                    var words = KeywordQuery.Score(
                        index, _schema.Analyzer, _store.Options.Keywords, string.Join('\n', keywords), field => field == text ? 1 : 0, restriction: null, token);
                    return Reader(snapshot).Search(query, property, words, options, top, token);
                });
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Gives the collection's metadata; for text keys and records with full-text properties also its <see cref="IKeywordIndex"/>.</remarks>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreCollectionMetadata) ? _metadata
            : serviceType == typeof(VectorStore) ? _store
            : serviceType == typeof(IKeywordIndex) && _schema.Keywords.TextFields.Count > 0 && (object)this is InMemoryVectorStoreCollection<string, TRecord> own
                ? new KeywordIndex<TRecord>(own, _schema.Analyzer, _store.Options.Keywords)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Upserts records and deletes others in one step: a search sees all of it or nothing.</summary>
    /// <param name="records">The records to upsert.</param>
    /// <param name="deleted">The keys to delete, as far as they exist and no record to upsert has them.</param>
    /// <param name="cancellationToken">Ends the work before anything is changed.</param>
    internal async Task ReplaceAsync(IEnumerable<TRecord> records, IEnumerable<TKey> deleted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        Storage("Upsert");
        var stored = await _mapper.ToStoredAsync([.. records], cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Write("Upsert", storage => storage.TryReplace(stored, deleted));
    }

    /// <summary>The ids by which the keyword index knows the records, with their keys, ascending; and that index. Null where there is none.</summary>
    internal (IReadOnlyList<(long Id, TKey Key)> Rows, KeywordFiles Keywords)? SaveKeywords() => Storage("Save").SaveKeywords();

    /// <summary>Begins to fill the collection, which has to be empty, with records whose words are indexed already.</summary>
    /// <param name="rows">The ids by which the saved index knows the records, ascending, with their keys.</param>
    /// <param name="keywords">The saved index.</param>
    internal CollectionRestore<TKey, TRecord> BeginRestore(IReadOnlyList<(long Id, TKey Key)> rows, KeywordFiles keywords) => new(_schema, rows, keywords);

    /// <summary>Makes searchable what was restored.</summary>
    internal async Task CompleteRestoreAsync(CollectionRestore<TKey, TRecord> restore)
    {
        var (restored, keywords) = await restore.CompleteAsync();
        Write("Restore", storage => storage.TryRestore(restored, keywords, restore.NextId));
    }

    /// <summary>Works on the state of the moment with its keyword index open.</summary>
    internal T RunWithKeywords<T>(string operation, Func<CollectionSnapshot<TKey, TRecord>, KeywordReader, T> run)
    {
        var snapshot = Storage(operation).AcquireWithKeywords() ?? throw Missing(operation);
        try
        {
            return Guard(operation, () => run(snapshot, snapshot.Keywords!));
        }
        finally
        {
            snapshot.Keywords!.Release();
        }
    }

    private static async IAsyncEnumerable<T> Stream<T>(Func<CancellationToken, Task<List<T>>> run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var result in await run(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return result;
        }
    }

    private T Run<T>(string operation, Func<CollectionSnapshot<TKey, TRecord>, T> run)
    {
        var snapshot = Storage(operation).Snapshot ?? throw Missing(operation);
        return Guard(operation, () => run(snapshot));
    }

    private void Write(string operation, Func<CollectionStorage<TKey, TRecord>, bool> write)
    {
        var storage = Storage(operation);
        if (!Guard(operation, () => write(storage)))
        {
            throw Missing(operation);
        }
    }

    private T Guard<T>(string operation, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or VectorStoreException or InvalidOperationException))
        {
            throw Failure(operation, $"{operation} failed in the collection '{Name}': {failure.Message}", failure);
        }
    }

    private SnapshotReader<TKey, TRecord> Reader(CollectionSnapshot<TKey, TRecord> snapshot) => new(snapshot, _model, _mapper, _store.Options);

    private CollectionStorage<TKey, TRecord> Storage(string operation) =>
        OwnStorage(operation, _store.Find(Name) ?? throw Missing(operation));

    private CollectionStorage<TKey, TRecord> OwnStorage(string operation, ICollectionStorage storage) =>
        storage is CollectionStorage<TKey, TRecord> own && own.Schema.Equivalent(_schema)
            ? own
            : throw Failure(operation, $"The collection '{Name}' exists with records of another kind than the {typeof(TRecord).Name} defined here. Use another name.");

    private void CheckVectorsAreKept(bool includeVectors)
    {
        if (includeVectors && _model.EmbeddingGenerationRequired)
        {
            throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration);
        }
    }

    private VectorStoreException Missing(string operation) =>
        Failure(operation, $"The collection '{Name}' does not exist. Create it with {nameof(EnsureCollectionExistsAsync)}.");

    private VectorStoreException Failure(string operation, string message, Exception? inner = null) => new(message, inner)
    {
        VectorStoreSystemName = InMemoryVectorStore.SystemName,
        CollectionName = Name,
        OperationName = operation,
    };
}
