using System.Net.Sockets;
using BotQA.Postgres.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>
/// Follows what is written to the knowledge base: told by the database, and looked up now and then in case that it wasn't. While the
/// database is away it tries again.
/// </summary>
internal sealed partial class KnowledgeFeed(KnowledgeTables tables, KnowledgeDirectory directory, TimeProvider time, ILogger<KnowledgeFeed> logger)
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile string? _problem;

    /// <summary>Why the database can't be used at the moment; null when it can.</summary>
    public string? Problem => _problem;

    /// <summary>Whether an exception says that the database is away or not ready, rather than that it was asked for something wrong.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        PostgresException failure => failure.IsTransient || failure.SqlState.StartsWith("57", StringComparison.Ordinal),
        NpgsqlException or SocketException or TimeoutException or SchemaException => true,
        _ => exception.InnerException is { } inner && IsAway(inner),
    };

    /// <summary>Follows until cancelled.</summary>
    /// <param name="changed">Told of each state that differs from the one before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OtherModelException">The vectors in the database are another model's.</exception>
    public async Task FollowAsync(Action<KnowledgeDirectory.State> changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(changed, cancellationToken);
            }
            catch (Exception exception) when (IsAway(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (_problem is null)
                {
                    LogAway(exception.Message);
                }

                _problem = exception.Message;
            }

            catch (OtherModelException)
            {
                _problem = null;
                throw;
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    private async Task ListenAsync(Action<KnowledgeDirectory.State> changed, CancellationToken cancellationToken)
    {
        await using var connection = await tables.OpenAsync(cancellationToken);
        await using var listen = new NpgsqlCommand($"LISTEN {Storage.TableSchema.Quote(tables.Channel)}", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        for (KnowledgeDirectory.State? last = null; ;)
        {
            var state = await directory.RefreshAsync(cancellationToken);
            if (_problem is not null)
            {
                _problem = null;
                LogBack();
            }

            if (state != last)
            {
                changed(state);
                last = state;
            }

            await connection.WaitAsync(Sweep, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database is away, and is tried again each second: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "The database is back")]
    private partial void LogBack();
}
