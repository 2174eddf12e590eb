using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Keywords;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Storage;

/// <summary>
/// A vector store in the memory of the process. Vector search is exact, keyword search is BM25 over a Lucene index; every search sees one
/// state of the collection while others write to it, and takes no lock, save that the first keyword search after a write opens the index.
/// </summary>
/// <remarks>
/// <para>Keys are of type string, Guid, int or long; a Guid that is empty is generated. Records are copied on their way in and out, property
/// by property; what a property refers to is not copied. A record without a vector is stored and found by keywords only.</para>
/// <para>Vectors are compared by cosine similarity (the default) or dot product. Every index kind is served by the exact search.</para>
/// </remarks>
public sealed class InMemoryVectorStore : VectorStore
{
    /// <summary>The name of the store in metadata and exceptions.</summary>
    public const string SystemName = "inmemory";

    private readonly ConcurrentDictionary<string, ICollectionStorage> _collections = new(StringComparer.Ordinal);
    private readonly TextAnalyzer _analyzer = new();
    private readonly VectorStoreMetadata _metadata = new() { VectorStoreSystemName = SystemName };

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">How it keeps and searches records; null for the defaults.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public InMemoryVectorStore(InMemoryVectorStoreOptions? options = null)
    {
        Options = options ?? new InMemoryVectorStoreOptions();
        var validation = new InMemoryVectorStoreOptionsValidator().Validate(name: null, Options);
        if (validation.Failed)
        {
            throw new OptionsValidationException(nameof(InMemoryVectorStoreOptions), typeof(InMemoryVectorStoreOptions), validation.Failures);
        }
    }

    internal InMemoryVectorStoreOptions Options { get; }

    internal TextAnalyzer Analyzer => _analyzer;

    /// <inheritdoc/>
    [RequiresDynamicCode("Use GetDynamicCollection() where code can't be generated at run time.")]
    [RequiresUnreferencedCode("Use GetDynamicCollection() where code is trimmed.")]
    public override InMemoryVectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (typeof(TRecord) == typeof(Dictionary<string, object?>))
        {
            throw new ArgumentException($"Use {nameof(GetDynamicCollection)} for records of type Dictionary<string, object?>.");
        }

        var model = new InMemoryModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, Options.EmbeddingGenerator);
        return new InMemoryVectorStoreCollection<TKey, TRecord>(this, name, model);
    }

    /// <inheritdoc/>
    public override InMemoryVectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(definition);
        var model = new InMemoryModelBuilder().BuildDynamic(definition, definition.EmbeddingGenerator ?? Options.EmbeddingGenerator);
        return new InMemoryVectorStoreCollection<object, Dictionary<string, object?>>(this, name, model);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var name in _collections.Keys.Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_collections.ContainsKey(name));
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        cancellationToken.ThrowIfCancellationRequested();
        if (_collections.TryRemove(name, out var storage))
        {
            storage.Dispose();
        }

        return Task.CompletedTask;
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

    internal ICollectionStorage? Find(string name) => _collections.GetValueOrDefault(name);

    /// <summary>The storage of that name; when there is none, a new one.</summary>
    internal ICollectionStorage FindOrAdd(string name, Func<ICollectionStorage> create)
    {
        if (_collections.TryGetValue(name, out var existing))
        {
            return existing;
        }

        var created = create();
        var kept = _collections.GetOrAdd(name, created);
        if (kept != created)
        {
            created.Dispose();
        }

        return kept;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var name in _collections.Keys)
            {
                if (_collections.TryRemove(name, out var storage))
                {
                    storage.Dispose();
                }
            }

            _analyzer.Dispose();
        }

        base.Dispose(disposing);
    }
}
