using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotQA.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotQA.Feedback;

/// <summary>
/// Keeps feedback in a SQLite file. A voter becomes an HMAC-SHA-256 of user and answer under a random key of this file: enough to replace
/// an opinion, while two opinions of one user on different answers can't be told to be the same user's.
/// </summary>
internal sealed class SqliteFeedbackStore(IOptions<FeedbackOptions> options) : IFeedbackStore, IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS feedback (
            id INTEGER PRIMARY KEY,
            voter BLOB NOT NULL UNIQUE,
            time TEXT NOT NULL,
            channel TEXT NOT NULL,
            reaction TEXT NOT NULL,
            comment TEXT,
            question TEXT,
            answer TEXT,
            status TEXT,
            citations TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS feedback_time ON feedback (time);
        INSERT OR IGNORE INTO settings (name, value) VALUES ('key', randomblob(32));
        """;

    private const string Save = """
        INSERT INTO feedback (voter, time, channel, reaction, comment, question, answer, status, citations)
        VALUES ($voter, $time, $channel, $reaction, $comment, $question, $answer, $status, $citations)
        ON CONFLICT (voter) DO UPDATE SET time = excluded.time, reaction = excluded.reaction, comment = excluded.comment
        """;

    private const string Select = """
        SELECT time, channel, reaction, comment, question, answer, status, citations FROM feedback
        WHERE $since IS NULL OR time >= $since ORDER BY time, id
        """;

    private readonly string _path = Path.GetFullPath(options.Value.Path);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private byte[]? _key;

    /// <inheritdoc/>
    public Task SaveAsync(FeedbackEntry entry, FeedbackVoter voter, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        await using var connection = await ConnectAsync(SqliteOpenMode.ReadWriteCreate, cancellationToken);
        var key = await PrepareAsync(connection, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Save;
        command.Parameters.AddWithValue("$voter", HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{voter.UserId}\n{voter.AnswerId}")));
        command.Parameters.AddWithValue("$time", Timestamp(entry.Time));
        command.Parameters.AddWithValue("$channel", entry.Channel);
        command.Parameters.AddWithValue("$reaction", entry.Reaction);
        command.Parameters.AddWithValue("$comment", Nullable(entry.Comment is { Length: > FeedbackEntry.MaxCommentLength } comment ? comment[..FeedbackEntry.MaxCommentLength] : entry.Comment));
        command.Parameters.AddWithValue("$question", Nullable(entry.Question));
        command.Parameters.AddWithValue("$answer", Nullable(entry.Answer));
        command.Parameters.AddWithValue("$status", Nullable(entry.Status));
        command.Parameters.AddWithValue("$citations", JsonSerializer.Serialize(entry.Citations, BotQAJson.Line));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedbackEntry>> ListAsync(DateTimeOffset? since = null, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        var entries = new List<FeedbackEntry>();
        if (!File.Exists(_path))
        {
            return (IReadOnlyList<FeedbackEntry>)entries;
        }

        await using var connection = await ConnectAsync(SqliteOpenMode.ReadWrite, cancellationToken);
        await PrepareAsync(connection, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Select;
        command.Parameters.AddWithValue("$since", since is { } time ? Timestamp(time) : DBNull.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(Read(reader));
        }

        return entries;
    });

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();

    private static FeedbackEntry Read(SqliteDataReader reader) => new()
    {
        Time = DateTimeOffset.Parse(reader.GetString(0), CultureInfo.InvariantCulture),
        Channel = reader.GetString(1),
        Reaction = reader.GetString(2),
        Comment = Text(reader, 3),
        Question = Text(reader, 4),
        Answer = Text(reader, 5),
        Status = Text(reader, 6),
        Citations = JsonSerializer.Deserialize<FeedbackCitation[]>(reader.GetString(7), BotQAJson.Line) ?? [],
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static object Nullable(string? value) => value is null ? DBNull.Value : value;

    private static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task<T> GuardAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FeedbackStoreException(
                $"The feedback in {_path} can't be used: {e.Message.TrimEnd('.')}. Set {FeedbackOptions.SectionName}:{nameof(FeedbackOptions.Path)} to a file that can be written.", e);
        }
    }

    private async Task<SqliteConnection> ConnectAsync(SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The tables and the key, once for each process.
    private async Task<byte[]> PrepareAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _key ??= await ReadKeyAsync(connection, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private static async Task<byte[]> ReadKeyAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Schema;
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "SELECT value FROM settings WHERE name = 'key'";
        return (byte[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
