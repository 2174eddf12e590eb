using BotQA.Postgres.Schema;
using Npgsql;

namespace BotQA.Postgres.State;

/// <summary>
/// The accepted activities of all hosts. Of a conversation only the oldest that isn't completed can be claimed, so its activities are answered
/// one after another in the order they were stored, whichever hosts do. Every method throws <see cref="NpgsqlException"/> when the database
/// can't be reached and <see cref="SchemaException"/> when it can't hold the table.
/// </summary>
internal sealed class ActivityTable(NpgsqlDataSource dataSource, SchemaMigrator schema)
{
    private const string Channel = "botqa_activities";

    // Of one conversation's activities the one that is stored first has the lower number: without the lock it could become visible last.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('BotQA conversation ' || $1, 0))";

    private const string Insert = """
        INSERT INTO activities (key, conversation, payload)
        SELECT $1, $2, $3
        WHERE (SELECT count(*) FROM activities WHERE conversation = $2 AND completed IS NULL) < $4
          AND (SELECT count(*) FROM (SELECT FROM activities WHERE completed IS NULL LIMIT $5) AS waiting) < $5
        ON CONFLICT (key) DO NOTHING
        """;

    private const string Explain = """
        SELECT EXISTS (SELECT FROM activities WHERE key = $1),
               (SELECT count(*) FROM activities WHERE conversation = $2 AND completed IS NULL) >= $3
        """;

    private const string Notify = $"SELECT pg_notify('{Channel}', '')";

    private const string Claim = """
        WITH claimable AS MATERIALIZED (
            SELECT sequence FROM activities AS oldest
            WHERE completed IS NULL
              AND (leased_until IS NULL OR ($5 AND leased_until < now()))
              AND accepted <= now() - $4
              AND NOT EXISTS (
                  SELECT FROM activities AS older
                  WHERE older.conversation = oldest.conversation AND older.completed IS NULL AND older.sequence < oldest.sequence)
            ORDER BY sequence
            LIMIT $3
            FOR UPDATE SKIP LOCKED)
        UPDATE activities AS claimed SET host = $1, leased_until = now() + $2, attempts = attempts + 1
        FROM claimable WHERE claimed.sequence = claimable.sequence
        RETURNING claimed.sequence, claimed.attempts, claimed.payload, claimed.replies, claimed.begun
        """;

    private const string Renew = """
        UPDATE activities SET leased_until = now() + $2 WHERE host = $1 AND sequence = ANY ($3) AND completed IS NULL RETURNING sequence
        """;

    private const string OfLease = "WHERE sequence = $1 AND host = $2 AND attempts = $3 AND completed IS NULL";

    private const string Begin = $"UPDATE activities SET begun = begun + 1 {OfLease}";

    private const string Replied = $"UPDATE activities SET replies = $4 {OfLease}";

    private const string Complete = $"UPDATE activities SET completed = now(), payload = NULL, host = NULL, leased_until = NULL {OfLease}";

    // A turn that was let go of did its activity no harm, even if it was for the loss of the lease.
    private const string Release = """
        UPDATE activities SET
            begun = begun - $4,
            host = CASE WHEN host = $2 AND attempts = $3 THEN NULL ELSE host END,
            leased_until = CASE WHEN host = $2 AND attempts = $3 THEN NULL ELSE leased_until END
        WHERE sequence = $1 AND completed IS NULL
        """;

    private const string Forget = "DELETE FROM activities WHERE completed < now() - $1";

    /// <summary>Stores an activity; when the task ends it is on the database's disk.</summary>
    /// <param name="key">What tells it from every other.</param>
    /// <param name="conversation">The conversation it belongs to, at most 100 characters.</param>
    /// <param name="payload">What is handed to the host that claims it.</param>
    /// <param name="conversationCapacity">The most activities of a conversation that wait.</param>
    /// <param name="capacity">The most activities that wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ActivityStoreResult> AddAsync(
        string key, string conversation, byte[] payload, int conversationCapacity, int capacity, CancellationToken cancellationToken)
    {
        await schema.EnsureAsync(SchemaPart.State, cancellationToken);

        // One round trip, and one transaction.
        await using var batch = dataSource.CreateBatch();
        Add(batch, Lock, conversation);
        Add(batch, Insert, key, conversation, payload, conversationCapacity, capacity);
        Add(batch, Explain, key, conversation, conversationCapacity);
        Add(batch, Notify);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var isKnown = reader.GetBoolean(0);
        var isConversationFull = reader.GetBoolean(1);
        await reader.CompleteAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1 ? ActivityStoreResult.Stored
            : isKnown ? ActivityStoreResult.Known
            : isConversationFull ? ActivityStoreResult.ConversationFull
            : ActivityStoreResult.Full;
    }

    /// <summary>Claims activities that no living host has, the oldest of each conversation.</summary>
    /// <param name="host">The host.</param>
    /// <param name="lease">How long it has them, unless it renews its leases.</param>
    /// <param name="limit">The most activities.</param>
    /// <param name="minAge">How long ago they have to be stored.</param>
    /// <param name="takesOver">Whether it takes those whose lease has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ClaimedActivity>> ClaimAsync(
        Guid host, TimeSpan lease, int limit, TimeSpan minAge, bool takesOver, CancellationToken cancellationToken)
    {
        await schema.EnsureAsync(SchemaPart.State, cancellationToken);
        await using var command = Command(Claim, host, lease, limit, minAge, takesOver);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var claimed = new List<ClaimedActivity>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var activity = new ActivityLease(reader.GetInt64(0), host, reader.GetInt32(1));
            claimed.Add(new ClaimedActivity(activity, reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), reader.GetInt32(4)));
        }

        await reader.CompleteAsync(cancellationToken);
        return claimed;
    }

    /// <summary>Renews the leases of a host.</summary>
    /// <returns>The activities that it still has.</returns>
    public async Task<IReadOnlySet<long>> RenewAsync(Guid host, TimeSpan lease, long[] sequences, CancellationToken cancellationToken)
    {
        await using var command = Command(Renew, host, lease, sequences);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var renewed = new HashSet<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            renewed.Add(reader.GetInt64(0));
        }

        await reader.CompleteAsync(cancellationToken);
        return renewed;
    }

    /// <summary>Notes that a turn begins.</summary>
    /// <returns>Whether the lease still holds.</returns>
    public async Task<bool> BeginAsync(ActivityLease lease, CancellationToken cancellationToken) =>
        await ExecuteAsync(Begin, cancellationToken, lease.Sequence, lease.Host, lease.Attempt) == 1;

    /// <summary>Notes how many messages went out.</summary>
    public Task RepliedAsync(ActivityLease lease, int replies, CancellationToken cancellationToken) =>
        ExecuteAsync(Replied, cancellationToken, lease.Sequence, lease.Host, lease.Attempt, replies);

    /// <summary>Notes that nothing is left to do.</summary>
    public Task CompleteAsync(ActivityLease lease, CancellationToken cancellationToken) =>
        ExecuteAsync(Complete, cancellationToken, lease.Sequence, lease.Host, lease.Attempt);

    /// <summary>Lets any host claim an activity again.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="hasBegun">Whether its turn was begun.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReleaseAsync(ActivityLease lease, bool hasBegun, CancellationToken cancellationToken)
    {
        await ExecuteAsync(Release, cancellationToken, lease.Sequence, lease.Host, lease.Attempt, hasBegun ? 1 : 0);
        await ExecuteAsync(Notify, cancellationToken);
    }

    /// <summary>Forgets activities that were completed long ago.</summary>
    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) => ExecuteAsync(Forget, cancellationToken, age);

    /// <summary>Listens until it is cancelled or the connection breaks.</summary>
    /// <param name="wake">Called at first, and whenever an activity was stored or released.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    public async Task ListenAsync(Action wake, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => wake();
        await using var command = new NpgsqlCommand($"LISTEN {Channel}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        wake();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        batch.BatchCommands.Add(command);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        return command;
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
