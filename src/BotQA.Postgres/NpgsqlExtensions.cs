using Npgsql;

namespace BotQA.Postgres;

/// <summary>Reading answers of statements.</summary>
internal static class NpgsqlExtensions
{
    /// <summary>
    /// Reads to the end of an answer, after which what was written is committed. A reader that is closed before passes over a timeout or a
    /// cancellation that comes while it reads the rest, and with it over the loss of what was written.
    /// </summary>
    /// <exception cref="PostgresException">A statement or the commit was refused; nothing was written.</exception>
    /// <exception cref="NpgsqlException">The connection broke or the time was up; whether something was written isn't known.</exception>
    /// <exception cref="OperationCanceledException">Whether something was written isn't known.</exception>
    public static async Task CompleteAsync(this NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }

    /// <summary>Runs a statement, reads the rows of its answer, and disposes of it.</summary>
    public static async Task<List<T>> ReadAsync<T>(this NpgsqlCommand command, NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        command.Connection = connection;
        await using var disposed = command;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var results = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            results.Add(read(reader));
        }

        return results;
    }
}
