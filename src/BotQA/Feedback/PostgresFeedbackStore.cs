using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotQA.Json;
using BotQA.Postgres.Schema;
using Npgsql;
using NpgsqlTypes;

namespace BotQA.Feedback;

/// <summary>Keeps feedback in PostgreSQL, for all hosts. A voter becomes a keyed hash as in <see cref="SqliteFeedbackStore"/>.</summary>
internal sealed class PostgresFeedbackStore(NpgsqlDataSource dataSource, SchemaMigrator schema) : IFeedbackStore
{
    private const int KeyBytes = 32;

    private const string Save = """
        INSERT INTO feedback (voter, time, channel, reaction, comment, question, answer, status, citations)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (voter) DO UPDATE SET time = excluded.time, reaction = excluded.reaction, comment = excluded.comment
        """;

    private const string Select = """
        SELECT time, channel, reaction, comment, question, answer, status, citations FROM feedback
        WHERE $1 IS NULL OR time >= $1 ORDER BY time, id
        """;

    private byte[]? _key;

    /// <inheritdoc/>
    public Task SaveAsync(FeedbackEntry entry, FeedbackVoter voter, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        _key ??= await ReadKeyAsync(cancellationToken);
        await using var command = dataSource.CreateCommand(Save);
        command.Parameters.Add(Parameter(NpgsqlDbType.Bytea, HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{voter.UserId}\n{voter.AnswerId}"))));
        command.Parameters.Add(Parameter(NpgsqlDbType.TimestampTz, entry.Time.UtcDateTime));
        command.Parameters.Add(Text(entry.Channel));
        command.Parameters.Add(Text(entry.Reaction));
        command.Parameters.Add(Text(entry.Comment is { Length: > FeedbackEntry.MaxCommentLength } comment ? comment[..FeedbackEntry.MaxCommentLength] : entry.Comment));
        command.Parameters.Add(Text(entry.Question));
        command.Parameters.Add(Text(entry.Answer));
        command.Parameters.Add(Text(entry.Status));
        command.Parameters.Add(Text(JsonSerializer.Serialize(entry.Citations, BotQAJson.Line)));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedbackEntry>> ListAsync(DateTimeOffset? since = null, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        await using var command = dataSource.CreateCommand(Select);
        command.Parameters.Add(Parameter(NpgsqlDbType.TimestampTz, since?.UtcDateTime));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<FeedbackEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(Read(reader));
        }

        return (IReadOnlyList<FeedbackEntry>)entries;
    }, cancellationToken);

    private static FeedbackEntry Read(NpgsqlDataReader reader) => new()
    {
        Time = new DateTimeOffset(reader.GetDateTime(0)),
        Channel = reader.GetString(1),
        Reaction = reader.GetString(2),
        Comment = Text(reader, 3),
        Question = Text(reader, 4),
        Answer = Text(reader, 5),
        Status = Text(reader, 6),
        Citations = JsonSerializer.Deserialize<FeedbackCitation[]>(reader.GetString(7), BotQAJson.Line) ?? [],
    };

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    // PostgreSQL's text holds no NUL.
    private static NpgsqlParameter Text(string? value) => Parameter(NpgsqlDbType.Text, value?.Replace('\0', '\uFFFD'));

    private static NpgsqlParameter Parameter(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellationToken)
    {
        await using var insert = dataSource.CreateCommand("INSERT INTO secrets (name, value) VALUES ('feedback', $1) ON CONFLICT (name) DO NOTHING");
        insert.Parameters.Add(Parameter(NpgsqlDbType.Bytea, RandomNumberGenerator.GetBytes(KeyBytes)));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await using var select = dataSource.CreateCommand("SELECT value FROM secrets WHERE name = 'feedback'");
        return (byte[])(await select.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            await schema.EnsureAsync(SchemaPart.State, cancellationToken);
            return await action();
        }
        catch (Exception e) when (e is DbException or SchemaException or TimeoutException)
        {
            throw new FeedbackStoreException($"The feedback in the database can't be used: {e.Message.TrimEnd('.')}. Check that the database runs and that Storage:ConnectionString names it and its user.", e);
        }
    }
}
