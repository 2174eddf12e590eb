using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using BotQA.Postgres.State;
using Microsoft.Extensions.Options;

namespace BotQA.Inbox;

/// <summary>
/// The inbox that several hosts share. An accepted message is stored first and then claimed by whichever host has a place for it, under a
/// lease that the host renews while it lives. Hosts wake each other by notifications, with a sweep behind them. While the database is away
/// nothing is accepted, and the outcome of turns that ended is noted once it is back.
/// </summary>
internal sealed partial class PostgresInbox : IActivityInbox, IDisposable
{
    // A channel waits 15 seconds for its answer.
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // After an outage every host first gets the time to note what it answered.
    private static readonly TimeSpan TakeOverDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromMinutes(1);

    private readonly Guid _host = Guid.NewGuid();
    private readonly ConcurrentDictionary<long, PostgresClaim> _claims = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopped = new();
    private readonly ActivityTable _table;
    private readonly ClaimRunner _runner;
    private readonly ActivityProtector _protector;
    private readonly IBotReadiness _readiness;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TurnOptions _turns;
    private readonly InboxOptions _options;
    private readonly TimeSpan _lease;
    private readonly TimeSpan _duplicateWindow;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresInbox> _logger;
    private Task _loops = Task.CompletedTask;
    private long _reachedSince;
    private int _isAway;

    public PostgresInbox(
        ActivityTable table,
        ClaimRunner runner,
        ActivityProtector protector,
        IBotReadiness readiness,
        IHostApplicationLifetime lifetime,
        IOptions<TurnOptions> turns,
        IOptions<InboxOptions> options,
        IOptions<PostgresInboxOptions> postgresOptions,
        IOptions<BotEndpointOptions> endpointOptions,
        TimeProvider time,
        ILogger<PostgresInbox> logger)
    {
        _table = table;
        _runner = runner;
        _protector = protector;
        _readiness = readiness;
        _lifetime = lifetime;
        _turns = turns.Value;
        _options = options.Value;
        _lease = postgresOptions.Value.Lease;
        _duplicateWindow = endpointOptions.Value.DuplicateWindow;
        _time = time;
        _logger = logger;
        _reachedSince = time.GetTimestamp();
    }

    // A turn has to end here before it may begin elsewhere.
    private TimeSpan LocalLease => _lease * 0.8;

    /// <summary>Begins to claim messages.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops = Task.WhenAll(Task.Run(ClaimAsync, CancellationToken.None), Task.Run(ListenAsync, CancellationToken.None), Task.Run(MaintainAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Ends when what is known of the turns that ended is noted, or can't be.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await NoteOutcomesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TurnAcceptance> AcceptAsync(AcceptedActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StorePatience);
        try
        {
            var conversation = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(activity.Conversation)));
            var result = await _table.AddAsync(
                activity.Key, conversation, _protector.Protect(activity), _turns.ConversationCapacity, _turns.Capacity, patience.Token);
            Wake();
            return result switch
            {
                ActivityStoreResult.Stored => TurnAcceptance.Accepted,
                ActivityStoreResult.Known => TurnAcceptance.Duplicate,
                ActivityStoreResult.ConversationFull => TurnAcceptance.ConversationFull,
                _ => TurnAcceptance.QueueFull,
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            Miss(exception);
            return TurnAcceptance.Unavailable;
        }
    }

    /// <summary>Notes how many messages of a turn went out; what can't be noted now is with the turn's end.</summary>
    internal Task NoteRepliedAsync(PostgresClaim claim, int replies) => TryNoteAsync(token => _table.RepliedAsync(claim.Lease, replies, token), CancellationToken.None);

    /// <summary>Notes how a turn ended, now or as soon as it can be.</summary>
    internal async Task EndAsync(PostgresClaim claim, bool isAnswered)
    {
        claim.Outcome = token => isAnswered ? _table.CompleteAsync(claim.Lease, token) : _table.ReleaseAsync(claim.Lease, claim.HasBegun, token);
        await NoteOutcomeAsync(claim, CancellationToken.None);

        // It has left a place, and perhaps a message of its conversation behind it.
        Wake();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Dispose();
        foreach (var claim in _claims.Values)
        {
            claim.Dispose();
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task ClaimAsync()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token, _lifetime.ApplicationStopping);
        await foreach (var _ in _wake.Reader.ReadAllAsync(stopping.Token))
        {
            try
            {
                while (await TryClaimAsync(stopping.Token))
                {
                }

                Reach();
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested && exception is not OutOfMemoryException)
            {
                Miss(exception);
            }
        }
    }

    // Whether there may be more to claim.
    private async Task<bool> TryClaimAsync(CancellationToken cancellationToken)
    {
        var places = _turns.Workers - _claims.Values.Count(claim => claim.Outcome is null);
        if (places <= 0)
        {
            return false;
        }

        // A host that isn't ready leaves messages for a while to those that are.
        var minAge = _readiness.Ready.IsCompleted ? TimeSpan.Zero : _options.ReadyTimeout;
        var takesOver = _time.GetElapsedTime(Volatile.Read(ref _reachedSince)) >= TakeOverDelay;
        var asked = _time.GetTimestamp();
        var claimed = await _table.ClaimAsync(_host, _lease, places, minAge, takesOver, cancellationToken);
        foreach (var activity in claimed)
        {
            await ResumeAsync(activity, LocalLease - _time.GetElapsedTime(asked));
        }

        return claimed.Count == places;
    }

    private async Task ResumeAsync(ClaimedActivity claimed, TimeSpan lease)
    {
        if (_protector.Unprotect(claimed.Payload) is not { } accepted)
        {
            // Another host may have the key; the lease ends by itself.
            LogUnreadable(claimed.Lease.Sequence);
            if (claimed.Lease.Attempt >= _options.MaxAttempts)
            {
                await TryNoteAsync(token => _table.CompleteAsync(claimed.Lease, token), CancellationToken.None);
            }

            return;
        }

        var claim = new PostgresClaim(this, claimed, accepted, lease > TimeSpan.Zero ? lease : TimeSpan.Zero, _time);
        _claims[claim.Lease.Sequence] = claim;
        if (!_runner.TryResume(claim, () => BeginAsync(claim)))
        {
            await EndAsync(claim, isAnswered: false);
        }
    }

    // A message whose lease is lost belongs to another host; while the database is away nobody can know, and the lease's own time decides.
    private async Task<bool> BeginAsync(PostgresClaim claim)
    {
        var holds = true;
        claim.HasBegun = await TryNoteAsync(async token => holds = await _table.BeginAsync(claim.Lease, token), CancellationToken.None) && holds;
        if (!holds)
        {
            await EndAsync(claim, isAnswered: false);
        }

        return holds;
    }

    private async Task ListenAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await _table.ListenAsync(Wake, _stopped.Token);
            }
            catch (Exception exception) when (!_stopped.IsCancellationRequested && exception is not OutOfMemoryException)
            {
                Miss(exception);
                await Task.Delay(RetryDelay, _time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task MaintainAsync()
    {
        var interval = _lease / 3 < RetryDelay ? _lease / 3 : RetryDelay;
        var (renewed, forgotten) = (_time.GetTimestamp(), _time.GetTimestamp());
        using var timer = new PeriodicTimer(interval, _time);
        while (await timer.WaitForNextTickAsync(_stopped.Token))
        {
            await NoteOutcomesAsync(_stopped.Token);
            if (_time.GetElapsedTime(renewed) >= _lease / 3 - interval && await TryNoteAsync(RenewAsync, _stopped.Token))
            {
                renewed = _time.GetTimestamp();
                Wake();
            }

            if (_time.GetElapsedTime(forgotten) >= ForgetInterval && await TryNoteAsync(token => _table.ForgetAsync(_duplicateWindow, token), _stopped.Token))
            {
                forgotten = _time.GetTimestamp();
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var claims = _claims.Values.ToArray();
        var asked = _time.GetTimestamp();
        var kept = await _table.RenewAsync(_host, _lease, Array.ConvertAll(claims, claim => claim.Lease.Sequence), cancellationToken);
        foreach (var claim in claims)
        {
            if (kept.Contains(claim.Lease.Sequence))
            {
                claim.Renew(LocalLease - _time.GetElapsedTime(asked));
            }
            else if (claim.Outcome is null)
            {
                LogLost(claim.Accepted.Activity.Type, claim.Accepted.Activity.Id);
                claim.Lose();
            }
        }
    }

    private async Task NoteOutcomesAsync(CancellationToken cancellationToken)
    {
        foreach (var claim in _claims.Values.Where(claim => claim.Outcome is not null))
        {
            if (!await NoteOutcomeAsync(claim, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> NoteOutcomeAsync(PostgresClaim claim, CancellationToken cancellationToken)
    {
        if (!await TryNoteAsync(claim.Outcome!, cancellationToken))
        {
            return false;
        }

        _claims.TryRemove(KeyValuePair.Create(claim.Lease.Sequence, claim));
        return true;
    }

    private async Task<bool> TryNoteAsync(Func<CancellationToken, Task> note, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(NotePatience);
        try
        {
            await note(patience.Token);
            Reach();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Miss(exception);
            }

            return false;
        }
    }

    private void Reach()
    {
        if (Interlocked.Exchange(ref _isAway, 0) == 1)
        {
            Volatile.Write(ref _reachedSince, _time.GetTimestamp());
            LogReached();
        }
    }

    private void Miss(Exception exception)
    {
        Volatile.Write(ref _reachedSince, _time.GetTimestamp());
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            LogAway(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The database of accepted messages can't be used; until it can, messages are refused with 503, and channels send them again. {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "The database of accepted messages can be used again.")]
    private partial void LogReached();

    [LoggerMessage(LogLevel.Warning, "{ActivityType} {ActivityId} took longer than this host's lease on it, which could not be renewed; another host answers it.")]
    private partial void LogLost(string activityType, string? activityId);

    [LoggerMessage(LogLevel.Error, "The accepted message number {Sequence} can't be read, as it was encrypted with a key that this host doesn't have. Let all hosts share their data-protection keys.")]
    private partial void LogUnreadable(long sequence);
}
