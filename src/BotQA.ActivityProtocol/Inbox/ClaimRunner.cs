using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>Runs the turns of accepted activities, and sees to it that each is completed, released or given up.</summary>
public sealed partial class ClaimRunner
{
    private readonly TurnQueue _queue;
    private readonly TurnRunner _runner;
    private readonly ConnectorClient _connector;
    private readonly IBotReadiness _readiness;
    private readonly TurnMetrics _metrics;
    private readonly InboxOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ClaimRunner> _logger;
    private readonly DateTimeOffset _started;

    internal ClaimRunner(
        TurnQueue queue,
        TurnRunner runner,
        ConnectorClient connector,
        IBotReadiness readiness,
        TurnMetrics metrics,
        IOptions<InboxOptions> options,
        TimeProvider timeProvider,
        ILogger<ClaimRunner> logger)
    {
        _queue = queue;
        _runner = runner;
        _connector = connector;
        _readiness = readiness;
        _metrics = metrics;
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        _started = timeProvider.GetUtcNow();
    }

    /// <summary>Takes on the turn of an activity that just came, if there is room for it.</summary>
    /// <param name="claim">The activity.</param>
    /// <param name="begin">Awaited before the turn, in its place in the queue; the turn runs if it gives true.</param>
    public TurnAcceptance TryEnqueue(IActivityClaim claim, Func<Task<bool>> begin)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(begin);
        return _queue.TryEnqueue(claim.Accepted.Conversation, Turn(claim, Task.CompletedTask, begin));
    }

    /// <summary>Takes on the turn of an activity that was accepted before, here or elsewhere. It runs as soon as the bot is ready.</summary>
    /// <param name="claim">The activity.</param>
    /// <param name="begin">As for <see cref="TryEnqueue"/>; null for nothing.</param>
    /// <returns>False when the host stops.</returns>
    public bool TryResume(IActivityClaim claim, Func<Task<bool>>? begin = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return _queue.TryEnqueue(claim.Accepted.Conversation, Turn(claim, _readiness.Ready, begin), hasPlace: true) == TurnAcceptance.Accepted;
    }

    private Func<CancellationToken, Task> Turn(IActivityClaim claim, Task ready, Func<Task<bool>>? begin)
    {
        var enqueued = _timeProvider.GetTimestamp();
        return async stopping =>
        {
            await ready.WaitAsync(_options.ReadyTimeout, _timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                await claim.ReleaseAsync();
            }
            else if (!IsDue(claim))
            {
                await claim.CompleteAsync();
            }
            else if (begin is null || await begin())
            {
                _metrics.Waited(_timeProvider.GetElapsedTime(enqueued));
                await RunAsync(claim, stopping);
            }
        };
    }

    private bool IsDue(IActivityClaim claim)
    {
        var accepted = claim.Accepted;
        if (claim.Attempts >= _options.MaxAttempts)
        {
            LogGivenUp(accepted.Activity.Type, accepted.Activity.Id, claim.Attempts);
            return false;
        }

        if (accepted.AcceptedAt < _started && _timeProvider.GetUtcNow() - accepted.AcceptedAt > _options.MaxAge)
        {
            LogTooOld(accepted.Activity.Type, accepted.Activity.Id, accepted.AcceptedAt);
            return false;
        }

        return true;
    }

    private async Task RunAsync(IActivityClaim claim, CancellationToken stopping)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stopping, claim.Lost);
        var (_, activity, caller, _) = claim.Accepted;
        var sender = new ClaimedActivitySender(new ConnectorActivitySender(_connector, caller), claim);
        var result = await _runner.RunAsync(activity, sender, caller, linked.Token);
        if (!result.Succeeded && linked.IsCancellationRequested)
        {
            await claim.ReleaseAsync();
        }
        else
        {
            await claim.CompleteAsync();
        }
    }

    [LoggerMessage(LogLevel.Error, "{ActivityType} {ActivityId} is given up without an answer: {Attempts} turns of it were begun, and no host lived to end one.")]
    private partial void LogGivenUp(string activityType, string? activityId, int attempts);

    [LoggerMessage(LogLevel.Error, "{ActivityType} {ActivityId} is given up without an answer: it was accepted at {AcceptedAt:O}, before a restart; see Bot:Inbox:MaxAge.")]
    private partial void LogTooOld(string activityType, string? activityId, DateTimeOffset acceptedAt);
}
