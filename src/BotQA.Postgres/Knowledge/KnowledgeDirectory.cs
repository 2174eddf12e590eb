using BotQA.Knowledge.Ingestion;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>What this host knows of the documents in the database: their ids and titles, as of the last refresh.</summary>
internal sealed class KnowledgeDirectory(KnowledgeTables tables) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SortedDictionary<string, DirectoryEntry> _entries = new(StringComparer.Ordinal);
    private volatile State? _state;

    /// <summary>The state; null before the first refresh.</summary>
    public State? Current => _state;

    /// <summary>Reads what changed since the last time.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    /// <exception cref="OtherModelException">The vectors in the database are another model's.</exception>
    public async Task<State> RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await tables.OpenAsync(cancellationToken);

            // One snapshot for both, so that no change between them is skipped.
            await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            var (generation, isComplete) = await ReadStateAsync(connection, cancellationToken);
            if (_state is not { } state || state.Generation != generation || state.IsComplete != isComplete)
            {
                await ReadChangesAsync(connection, _state?.Generation ?? -1, cancellationToken);
                _state = new State(generation, isComplete, [.. _entries.Values]);
            }

            return _state!;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(long Generation, bool IsComplete)> ReadStateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT generation, is_complete, model FROM knowledge_base", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        tables.Check(reader.GetString(2));
        return (reader.GetInt64(0), reader.GetBoolean(1));
    }

    private async Task ReadChangesAsync(NpgsqlConnection connection, long since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, chunks, title FROM documents WHERE generation > $1", connection) { Parameters = { new() { Value = since } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            if (reader.IsDBNull(2))
            {
                _entries.Remove(id);
            }
            else
            {
                _entries[id] = new DirectoryEntry(id, reader.GetString(2), reader.GetInt32(1));
            }
        }
    }

    /// <summary>A document.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Chunks">The number of its chunks.</param>
    public sealed record DirectoryEntry(string Id, string Title, int Chunks);

    /// <summary>What was known at a moment.</summary>
    /// <param name="Generation">The number of the last change.</param>
    /// <param name="IsComplete">Whether the whole folder was indexed once.</param>
    /// <param name="Documents">The documents in the ordinal order of their ids.</param>
    public sealed record State(long Generation, bool IsComplete, IReadOnlyList<DirectoryEntry> Documents)
    {
        /// <summary>What can be searched. Which files failed is told by the host that writes.</summary>
        public IngestionReport Report() => new(Documents.Count, Documents.Sum(document => document.Chunks), []);
    }
}
