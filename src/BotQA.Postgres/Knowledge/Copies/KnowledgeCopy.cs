using System.Data;
using System.Threading.Channels;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres.Knowledge.Copies;

/// <summary>
/// This host's own copy of the knowledge base, in memory, to answer from while the database is away. It follows the database document by
/// document, each with its chunks of the same moment.
/// </summary>
internal sealed partial class KnowledgeCopy : IDisposable
{
    private const int DocumentsPerRead = 32;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(15);

    private readonly KnowledgeTables _tables;
    private readonly KnowledgeDirectory _directory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly InMemoryVectorStore _store;
    private readonly KnowledgeStore _writer;
    private long _generation = -1;
    private volatile bool _isReady;

    public KnowledgeCopy(
        KnowledgeTables tables,
        KnowledgeDirectory directory,
        IOptions<InMemoryVectorStoreOptions> options,
        TimeProvider time,
        ILogger<KnowledgeCopy> logger,
        IEmbeddingGenerator<string, Embedding<float>>? generator = null)
    {
        _tables = tables;
        _directory = directory;
        _time = time;
        _logger = logger;
        _store = new InMemoryVectorStore(options.Value);
        var chunks = _store.GetCollection<string, KnowledgeChunk>(options.Value.CollectionName, KnowledgeChunk.DefinitionOf(generator));
        chunks.EnsureCollectionExistsAsync().GetAwaiter().GetResult();
        Chunks = chunks;
        Keywords = (IKeywordIndex)chunks.GetService(typeof(IKeywordIndex))!;
        _writer = new KnowledgeStore(chunks, Documents);
    }

    /// <summary>Whether all of the knowledge base was copied once.</summary>
    public bool IsReady => _isReady;

    public VectorStoreCollection<string, KnowledgeChunk> Chunks { get; }

    public IKeywordIndex Keywords { get; }

    public IDocumentCatalog Documents { get; } = new InMemoryDocumentCatalog();

    /// <summary>Follows the knowledge base until cancelled. What fails is tried again.</summary>
    /// <param name="changes">Gives something whenever there is something new.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(ChannelReader<KnowledgeDirectory.State> changes, CancellationToken cancellationToken)
    {
        await foreach (var _ in changes.ReadAllAsync(cancellationToken))
        {
            while (!await TryRefreshAsync(cancellationToken))
            {
                await Task.Delay(Retry, _time, cancellationToken);
            }
        }
    }

    /// <summary>Copies what was written since the last time.</summary>
    /// <exception cref="NpgsqlException">The database is away; what was copied so far stays.</exception>
    /// <exception cref="OtherModelException">The vectors in the database are another model's.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var state = await _directory.RefreshAsync(cancellationToken);
        foreach (var part in (await ReadChangedAsync(cancellationToken)).Chunk(DocumentsPerRead))
        {
            await CopyAsync(part, cancellationToken);
        }

        // What was written meanwhile has a later generation, and is copied again.
        _generation = state.Generation;
        if (!_isReady && state.IsComplete)
        {
            _isReady = true;
            LogReady(Documents.Count);
        }
    }

    public void Dispose() => _store.Dispose();

    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            return true;
        }
        catch (OtherModelException)
        {
            // Nothing to copy until the knowledge base changes again.
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception.Message);
            return false;
        }
    }

    private async Task<List<string>> ReadChangedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _tables.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT id FROM documents WHERE generation > $1 ORDER BY id", connection) { Parameters = { new() { Value = _generation } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    // One moment for the texts and the chunks, so that they fit each other.
    private async Task CopyAsync(string[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await _tables.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var documents = await ReadDocumentsAsync(connection, ids, cancellationToken);
        var keys = documents.SelectMany(entry => Enumerable.Range(0, entry.Chunks).Select(index => KnowledgeChunk.KeyOf(entry.Document.Id, index)));
        var chunks = (await _tables.Chunks.GetAsync(connection, keys, includeVectors: true, cancellationToken)).ToLookup(chunk => chunk.DocumentId, StringComparer.Ordinal);
        await transaction.CommitAsync(cancellationToken);
        await _writer.ReplaceAsync(documents.ConvertAll(entry => new StoredDocument(entry.Document, [.. chunks[entry.Document.Id]])), ids, cancellationToken);
    }

    private async Task<List<(Document Document, int Chunks)>> ReadDocumentsAsync(NpgsqlConnection connection, string[] ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT model FROM knowledge_base"),
                new NpgsqlBatchCommand("SELECT id, title, text, details, chunks FROM documents WHERE id = ANY ($1) AND title IS NOT NULL") { Parameters = { new() { Value = ids } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        _tables.Check(reader.GetString(0));
        await reader.NextResultAsync(cancellationToken);
        var documents = new List<(Document, int)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            documents.Add((DocumentJson.Read(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)), reader.GetInt32(4)));
        }

        return documents;
    }

    [LoggerMessage(LogLevel.Information, "A copy of the knowledge base is in memory ({Documents} documents), to answer from while the database is away")]
    private partial void LogReady(int documents);

    [LoggerMessage(LogLevel.Warning, "The copy of the knowledge base could not be brought up to date, and is tried again: {Reason}")]
    private partial void LogFailed(string reason);
}
