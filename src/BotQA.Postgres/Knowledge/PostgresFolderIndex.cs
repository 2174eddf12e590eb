using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Ingestion.Folders;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>The index of a folder in the database. In memory is only what is known of the files.</summary>
/// <param name="tables">The tables.</param>
/// <param name="writer">Writes the documents.</param>
/// <param name="folder">The full path of the folder.</param>
/// <param name="term">The number of the office in whose name is written; null to read only.</param>
/// <param name="takesOver">Whether another folder's knowledge base becomes this one's.</param>
/// <param name="logger">Takes a warning when the vectors were made with another model.</param>
internal sealed partial class PostgresFolderIndex(
    KnowledgeTables tables, PostgresKnowledgeWriter writer, string folder, long? term, bool takesOver, ILogger logger) : IFolderIndex
{
    private readonly Dictionary<string, IndexedFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IndexedFile> Files => _files;

    public bool WasComplete { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="OtherFolderException">The knowledge base is that of another folder.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await tables.OpenAsync(cancellationToken);
        var (indexed, usedModel) = await ReadStateAsync(connection, cancellationToken);
        if (term is { } office)
        {
            if (indexed is not null && indexed != folder && !takesOver)
            {
                throw new OtherFolderException(indexed, folder);
            }

            if (usedModel != tables.Model)
            {
                LogOtherModel(usedModel, tables.Model);
                await writer.StartOverAsync(office, cancellationToken);
                WasComplete = false;
            }

            await ExecuteAsync(connection, "UPDATE knowledge_base SET folder = $1", cancellationToken, folder);
        }

        await using var command = new NpgsqlCommand("SELECT id, content FROM files", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            _files[reader.GetString(0)] = FileJson.Read(reader.GetString(0), reader.GetString(1));
        }
    }

    public async Task ApplyAsync(IReadOnlyList<FileUpdate> updates, IReadOnlyList<IndexedFile> removed, CancellationToken cancellationToken)
    {
        if (updates.Count == 0 && removed.Count == 0)
        {
            return;
        }

        var changed = updates.Where(update => update.Documents is not null).ToList();
        var gone = removed.Concat(changed.Select(update => update.RenamedFrom).OfType<IndexedFile>()).ToList();
        var before = gone.Concat(changed.Select(update => _files.GetValueOrDefault(update.File.Id)).OfType<IndexedFile>());
        await writer.ReplaceAsync(
            [.. changed.SelectMany(update => update.Documents!)],
            [.. before.SelectMany(file => file.SearchableIds)],
            term,
            (connection, token) => SaveAsync(connection, updates, gone, token),
            cancellationToken);
        foreach (var update in updates)
        {
            _files[update.File.Id] = update.File;
        }

        foreach (var file in gone)
        {
            _files.Remove(file.Id);
        }
    }

    public async Task CompleteAsync(bool isWhole, CancellationToken cancellationToken)
    {
        if (isWhole && !WasComplete)
        {
            await writer.ReplaceAsync(
                [], [], term, (connection, token) => ExecuteAsync(connection, "UPDATE knowledge_base SET is_complete = true", token), cancellationToken);
            WasComplete = true;
        }
    }

    public async Task<IReadOnlyDictionary<ContentHash, KnowledgeChunk>> FindAsync(IEnumerable<ContentHash> hashes, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync([.. hashes.Distinct().Select(ContentBytes.Of)], cancellationToken);
        var found = new Dictionary<ContentHash, KnowledgeChunk>();
        foreach (var part in keys.Chunk(IngestionPipeline.ChunksPerBatch))
        {
            await foreach (var chunk in tables.Chunks.GetAsync(part, new RecordRetrievalOptions { IncludeVectors = true }, cancellationToken))
            {
                found[ContentHash.Of(chunk)] = chunk;
            }
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<int, KnowledgeChunk>> ChunksAsync(IndexedDocument document, CancellationToken cancellationToken) =>
        await tables.Chunks.GetAsync(
            Enumerable.Range(0, document.Chunks).Select(index => KnowledgeChunk.KeyOf(document.Id, index)), new RecordRetrievalOptions { IncludeVectors = true }, cancellationToken)
            .ToDictionaryAsync(chunk => chunk.Index, cancellationToken: cancellationToken);

    public void Dispose()
    {
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(string? Folder, string Model)> ReadStateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT folder, model, is_complete FROM knowledge_base", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        WasComplete = reader.GetBoolean(2);
        return (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1));
    }

    // A file whose bytes couldn't be had is tried again by the next process.
    private static async Task SaveAsync(NpgsqlConnection connection, IReadOnlyList<FileUpdate> updates, IReadOnlyList<IndexedFile> gone, CancellationToken cancellationToken)
    {
        var saved = updates.Where(update => update.File.Hash is not null).Select(update => update.File).ToList();
        var unsaved = updates.Where(update => update.File.Hash is null).Select(update => update.File).Concat(gone).Select(file => file.Id).ToArray();
        await ExecuteAsync(connection, "DELETE FROM files WHERE id = ANY ($1)", cancellationToken, (object)unsaved);
        await ExecuteAsync(
            connection,
            """
            INSERT INTO files (id, content) SELECT id, content::jsonb FROM unnest($1::text[], $2::text[]) AS file (id, content)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content
            """,
            cancellationToken,
            saved.ConvertAll(file => file.Id),
            saved.ConvertAll(FileJson.Write));
    }

    private async Task<List<string>> KeysAsync(byte[][] contents, CancellationToken cancellationToken)
    {
        await using var connection = await tables.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT DISTINCT ON (content) key FROM chunk_contents WHERE content = ANY ($1)", connection)
        {
            Parameters = { new() { Value = contents } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    [LoggerMessage(LogLevel.Warning, "The vectors in the database were made with another model ('{Used}'); all documents are embedded again with '{Model}'.")]
    private partial void LogOtherModel(string used, string model);
}
