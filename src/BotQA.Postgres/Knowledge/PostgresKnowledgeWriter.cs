using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Postgres.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BotQA.Postgres.Knowledge;

/// <summary>
/// Writes documents with their chunks. All of a call is one transaction, so a reader finds a document's old chunks or its new ones, and
/// other hosts are told once it is done.
/// </summary>
internal sealed class PostgresKnowledgeWriter(KnowledgeTables tables) : IKnowledgeWriter
{
    private const string Forget = "UPDATE documents SET generation = $1, chunks = 0, title = NULL, text = NULL, details = NULL";

    /// <summary>More that is written in the same transaction.</summary>
    public delegate Task Addition(NpgsqlConnection connection, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public Task ReplaceAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyCollection<string> removed, CancellationToken cancellationToken) =>
        ReplaceAsync(documents, removed, term: null, addition: null, cancellationToken);

    /// <summary>Writes in the name of an office.</summary>
    /// <param name="documents">The documents to add; of several with one id the last counts.</param>
    /// <param name="removed">The ids of documents to remove, as far as none to add has them.</param>
    /// <param name="term">The number of the office; null where there is no election.</param>
    /// <param name="addition">What is written with it; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work; nothing is changed then.</param>
    /// <exception cref="WriterLostException">Another host has the office now.</exception>
    public async Task ReplaceAsync(
        IReadOnlyList<StoredDocument> documents, IReadOnlyCollection<string> removed, long? term, Addition? addition, CancellationToken cancellationToken)
    {
        var added = documents.GroupBy(document => document.Document.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var gone = removed.Except(added.Select(document => document.Document.Id), StringComparer.Ordinal).ToArray();
        var ids = gone.Concat(added.Select(document => document.Document.Id)).ToArray();
        await using var connection = await tables.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var generation = await NextGenerationAsync(connection, term, cancellationToken);
        await tables.Chunks.RemoveAsync(connection, new() { Value = ids }, $"\"{nameof(KnowledgeChunk.DocumentId)}\" = ANY ($1)", cancellationToken);
        await tables.Chunks.ReplaceAsync(connection, [.. added.SelectMany(document => document.Chunks)], [], cancellationToken);
        await WriteAsync(connection, added, gone, ids, generation, cancellationToken);
        if (addition is not null)
        {
            await addition(connection, cancellationToken);
        }

        await NotifyAsync(connection, generation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Empties the knowledge base, and makes it that of this host's model.</summary>
    /// <param name="term">The number of the office.</param>
    /// <param name="cancellationToken">Ends the work; nothing is changed then.</param>
    /// <exception cref="WriterLostException">Another host has the office now.</exception>
    public async Task StartOverAsync(long term, CancellationToken cancellationToken)
    {
        await using var connection = await tables.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var generation = await NextGenerationAsync(connection, term, cancellationToken);
        await tables.Chunks.Tables.RecreateAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("DELETE FROM files"),
                new NpgsqlBatchCommand("DELETE FROM chunk_contents"),
                new NpgsqlBatchCommand($"{Forget} WHERE title IS NOT NULL") { Parameters = { new() { Value = generation } } },
                new NpgsqlBatchCommand("UPDATE knowledge_base SET is_complete = false, model = $1") { Parameters = { new() { Value = tables.Model } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await NotifyAsync(connection, generation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The row stays locked until the end of the transaction: a new writer waits for what an old one has begun.
    private static async Task<long> NextGenerationAsync(NpgsqlConnection connection, long? term, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE knowledge_base SET generation = generation + 1 WHERE $1 IS NULL OR writer = $1 RETURNING generation", connection)
        {
            Parameters = { new() { Value = (object?)term ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is long generation ? generation : throw new WriterLostException();
    }

    private async Task NotifyAsync(NpgsqlConnection connection, long generation, CancellationToken cancellationToken)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = tables.Channel }, new() { Value = $"{generation}" } } };
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, List<StoredDocument> added, string[] gone, string[] ids, long generation, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("DELETE FROM chunk_contents WHERE document = ANY ($1)") { Parameters = { new() { Value = ids } } },
                new NpgsqlBatchCommand($"{Forget} WHERE id = ANY ($2)") { Parameters = { new() { Value = generation }, new() { Value = gone } } },
            },
        };
        foreach (var (document, chunks) in added)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("""
                INSERT INTO documents (id, generation, chunks, title, text, details) VALUES ($1, $2, $3, $4, $5, $6::jsonb)
                ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, chunks = excluded.chunks, title = excluded.title, text = excluded.text, details = excluded.details
                """)
            {
                Parameters =
                {
                    new() { Value = document.Id },
                    new() { Value = generation },
                    new() { Value = chunks.Count },
                    new() { Value = DatabaseText.Of(document.Title) },
                    new() { Value = DatabaseText.Of(document.Text) },
                    new() { Value = DocumentJson.Write(document) },
                },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO chunk_contents (key, document, content) SELECT key, $3, content FROM unnest($1::text[], $2::bytea[]) AS chunk (key, content)")
            {
                Parameters =
                {
                    new() { Value = chunks.Select(chunk => chunk.Key).ToArray() },
                    new() { Value = chunks.Select(chunk => ContentBytes.Of(ContentHash.Of(chunk))).ToArray() },
                    new() { Value = document.Id },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
