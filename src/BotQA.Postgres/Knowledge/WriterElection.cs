using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>
/// Elects the one host that writes the knowledge base: the one whose session holds an advisory lock. The database frees the lock when the
/// session ends, however that comes about, and the next host that asks takes over. Each election gives the office a new number, without
/// which nothing can be written: a host that doesn't know yet that it lost its session changes nothing any more.
/// </summary>
internal sealed class WriterElection(KnowledgeTables tables) : IAsyncDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>The number of this host's office; null while it holds none.</summary>
    public long? Term { get; private set; }

    /// <summary>Takes the office if it is free, or makes sure that it is still held. One call at a time.</summary>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        if (_session is not null && await TryExecuteAsync(_session, "SELECT 1", cancellationToken))
        {
            return true;
        }

        await ResignAsync();
        var session = await tables.OpenAsync(cancellationToken);
        try
        {
            await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", session)
            {
                Parameters = { new() { Value = $"BotQA writer {tables.Channel}" } },
            };
            if ((bool)(await take.ExecuteScalarAsync(cancellationToken))!)
            {
                await using var count = new NpgsqlCommand("UPDATE knowledge_base SET writer = writer + 1 RETURNING writer", session);
                Term = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
                _session = session;
                return true;
            }
        }
        finally
        {
            if (_session is null)
            {
                await session.DisposeAsync();
            }
        }

        return false;
    }

    /// <summary>Gives the office up, if it is held.</summary>
    public async Task ResignAsync()
    {
        Term = null;
        if (_session is { } session)
        {
            _session = null;

            // A session that only goes back to its pool keeps its locks until it is used again.
            await TryExecuteAsync(session, "SELECT pg_advisory_unlock_all()", CancellationToken.None);
            await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await ResignAsync();

    private static async Task<bool> TryExecuteAsync(NpgsqlConnection session, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, session);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }
}
