using System.Collections.Concurrent;
using BotQA.ActivityProtocol.Hosting;
using Microsoft.Extensions.Logging;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>The inbox of a host that works alone: activities wait in memory, and in a journal where there is one.</summary>
internal sealed partial class LocalInbox(
    ClaimRunner runner, DuplicateFilter duplicates, ILogger<LocalInbox> logger, ActivityJournal? journal = null, ActivityProtector? protector = null) : IActivityInbox
{
    private readonly ConcurrentDictionary<string, Task<TurnAcceptance>> _accepting = new(StringComparer.Ordinal);
    private ActivityJournal? _journal;

    /// <summary>Takes on again what was accepted before this host started.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (journal?.Start() is var (open, completed))
            {
                _journal = journal;
                Resume(open, completed);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoJournal(exception.Message);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<TurnAcceptance> AcceptAsync(AcceptedActivity activity, CancellationToken cancellationToken = default)
    {
        // Who sends it again while the first is being written is told what becomes of that one.
        var acceptance = new TaskCompletionSource<TurnAcceptance>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _accepting.GetOrAdd(activity.Key, acceptance.Task);
        if (first != acceptance.Task)
        {
            return await first.WaitAsync(cancellationToken) is var outcome && outcome == TurnAcceptance.Accepted ? TurnAcceptance.Duplicate : outcome;
        }

        var result = TurnAcceptance.Unavailable;
        try
        {
            return result = await AcceptNewAsync(activity);
        }
        finally
        {
            _accepting.TryRemove(activity.Key, out _);
            acceptance.SetResult(result);
        }
    }

    private async Task<TurnAcceptance> AcceptNewAsync(AcceptedActivity activity)
    {
        if (!await duplicates.TryAddAsync(activity.Key))
        {
            return TurnAcceptance.Duplicate;
        }

        // The turn takes its place first, so that the order is that of arrival, and begins when the activity is on the disk.
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var claim = new JournalClaim(activity, _journal);
        var acceptance = runner.TryEnqueue(claim, () => BeginAsync(claim, written.Task));
        if (acceptance == TurnAcceptance.Accepted && !await TryWriteAsync(activity))
        {
            acceptance = TurnAcceptance.Unavailable;
        }

        written.SetResult(acceptance == TurnAcceptance.Accepted);
        if (acceptance == TurnAcceptance.Accepted)
        {
            await duplicates.ShareAsync(activity.Key);
        }
        else
        {
            duplicates.Forget(activity.Key);
        }

        return acceptance;
    }

    private static async Task<bool> BeginAsync(JournalClaim claim, Task<bool> written)
    {
        if (!await written)
        {
            return false;
        }

        claim.Begin();
        return true;
    }

    private async Task<bool> TryWriteAsync(AcceptedActivity activity)
    {
        try
        {
            if (_journal is not null)
            {
                await _journal.AcceptAsync(activity.Key, activity.AcceptedAt, protector!.Protect(activity));
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Resume(IReadOnlyList<JournalEntry> open, IReadOnlyList<string> completed)
    {
        foreach (var key in completed)
        {
            duplicates.TryAdd(key);
        }

        foreach (var entry in open)
        {
            duplicates.TryAdd(entry.Key);
            if (protector!.Unprotect(entry.Payload.ToArray()) is { } accepted)
            {
                var claim = new JournalClaim(accepted, _journal, entry.Attempts, entry.Replies);
                runner.TryResume(claim, () => BeginAsync(claim, Task.FromResult(true)));
            }
            else
            {
                LogUnreadable(entry.Key);
                _journal!.Note(JournalRecordKind.Completed, entry.Key, entry.AcceptedAt);
            }
        }

        if (open.Count > 0)
        {
            LogResumed(open.Count);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} messages were accepted before this host started and not answered; they are answered now.")]
    private partial void LogResumed(int count);

    [LoggerMessage(LogLevel.Error, "An accepted message ({Key}) can't be read, as the key that it was encrypted with is gone, and is given up. Keep the data-protection keys over restarts.")]
    private partial void LogUnreadable(string key);

    [LoggerMessage(LogLevel.Error, "Accepted messages are kept in memory alone, and are lost if this process dies before it answers: {Reason} Set Bot:Inbox:Path to a folder that can be written.")]
    private partial void LogNoJournal(string reason);
}
