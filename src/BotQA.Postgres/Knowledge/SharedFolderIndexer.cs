using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using Microsoft.Extensions.Logging;

namespace BotQA.Postgres.Knowledge;

/// <summary>
/// Keeps the knowledge base in step with the folder where this host has the office of the writer, and reads what the writer wrote where it
/// hasn't. Whoever asks while the office is free takes it, so a host that dies is followed by the next one that looks. Where the vectors are
/// another model's, only a host that starts takes it, and has all documents embedded again: one that has run into them while it ran must not
/// throw away what others work with.
/// </summary>
/// <param name="create">Makes an indexer on what is in the database now.</param>
/// <param name="election">Says who writes.</param>
/// <param name="directory">What is in the database.</param>
/// <param name="time">Measures the waits.</param>
/// <param name="logger">Takes who writes.</param>
internal sealed partial class SharedFolderIndexer(
    Func<FolderIndexer> create, WriterElection election, KnowledgeDirectory directory, TimeProvider time, ILogger<SharedFolderIndexer> logger) : IFolderIndexer, IAsyncDisposable
{
    private static readonly TimeSpan WaitForWriter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private FolderIndexer? _writing;
    private long? _term;
    private bool _isOtherFolder;

    public async Task<IngestionReport?> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return await directory.RefreshAsync(cancellationToken) is { IsComplete: true } state ? state.Report() : null;
        }
        catch (OtherModelException)
        {
            // What follows embeds the documents again, or says why not.
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OtherModelException">Another host writes, with another model.</exception>
    public async Task<IngestionReport> UpdateAsync(string path, IProgress<FolderProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await TryWriteAsync(indexer => indexer.UpdateAsync(path, progress, cancellationToken), startsOver: true, cancellationToken) is { } report)
            {
                return report;
            }

            if (await directory.RefreshAsync(cancellationToken) is { IsComplete: true } known)
            {
                return known.Report();
            }

            // Another host is indexing the folder for the first time.
            await Task.Delay(WaitForWriter, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OtherModelException">The vectors in the database are another model's.</exception>
    public async Task<IngestionReport> FollowAsync(string path, CancellationToken cancellationToken = default) =>
        await TryWriteAsync(indexer => indexer.FollowAsync(path, cancellationToken), startsOver: false, cancellationToken)
        ?? (await directory.RefreshAsync(cancellationToken)).Report();

    public async Task<FolderChanges> CheckAsync(string path, CancellationToken cancellationToken = default)
    {
        using var reading = create();
        return await reading.CheckAsync(path, cancellationToken);
    }

    public async Task<IReadOnlyList<IndexedFile>> ListAsync(string path, CancellationToken cancellationToken = default)
    {
        using var reading = create();
        return await reading.ListAsync(path, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _writing?.Dispose();
        await election.DisposeAsync();
        _turn.Dispose();
    }

    /// <summary>Does what a writer does; null where this host is none.</summary>
    private async Task<IngestionReport?> TryWriteAsync(Func<FolderIndexer, Task<IngestionReport>> write, bool startsOver, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isOtherFolder || !await election.TryHoldAsync(cancellationToken))
            {
                return null;
            }

            if (_writing is null || _term != election.Term)
            {
                if (!startsOver)
                {
                    await directory.RefreshAsync(cancellationToken);
                }

                // What an indexer knows of the files is as old as itself, and another host may have written since.
                _writing?.Dispose();
                _writing = create();
                _term = election.Term;
                LogElected(_term!.Value);
            }

            var report = await write(_writing);
            await directory.RefreshAsync(cancellationToken);
            return report;
        }
        catch (OtherFolderException exception)
        {
            _isOtherFolder = true;
            LogOtherFolder(exception.Message);
            await election.ResignAsync();
            return null;
        }
        catch (KnowledgeFolderException) when (directory.Current is { IsComplete: true })
        {
            // This host can't see the folder; another one may.
            await election.ResignAsync();
            throw;
        }
        catch (OtherModelException)
        {
            await election.ResignAsync();
            throw;
        }
        catch (WriterLostException)
        {
            LogLost();
            await election.ResignAsync();
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(LogLevel.Information, "This host writes the knowledge base from now on (term {Term})")]
    private partial void LogElected(long term);

    [LoggerMessage(LogLevel.Information, "Another host writes the knowledge base from now on")]
    private partial void LogLost();

    [LoggerMessage(LogLevel.Warning, "{Message}")]
    private partial void LogOtherFolder(string message);
}
