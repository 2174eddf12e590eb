using Npgsql;

namespace BotQA.Postgres;

/// <summary>Reading answers of statements that write.</summary>
internal static class DataReaderExtensions
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
}
