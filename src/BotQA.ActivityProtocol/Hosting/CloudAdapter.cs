using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Inbox;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Turns activities into turns of the bot, in order within a conversation and bounded in number.</summary>
public sealed class CloudAdapter
{
    private readonly TurnQueue _queue;
    private readonly TurnRunner _runner;
    private readonly TimeProvider _timeProvider;
    private readonly TurnMetrics _metrics;

    internal CloudAdapter(TurnQueue queue, TurnRunner runner, TimeProvider timeProvider, TurnMetrics metrics)
    {
        _queue = queue;
        _runner = runner;
        _timeProvider = timeProvider;
        _metrics = metrics;
    }

    /// <summary>Takes an activity on; its turn runs later.</summary>
    /// <param name="activity">The activity, with a conversation; not to be changed afterwards.</param>
    /// <param name="sender">Where the answers go.</param>
    /// <param name="caller">Who sent the activity.</param>
    /// <returns>Whether the turn will run.</returns>
    public TurnAcceptance TryEnqueue(Activity activity, IActivitySender sender, CallerIdentity caller) => TryEnqueue(activity, sender, caller, ended: null);

    /// <param name="activity">As above.</param>
    /// <param name="sender">As above.</param>
    /// <param name="caller">As above.</param>
    /// <param name="ended">Called when the turn has ended; null for nothing.</param>
    internal TurnAcceptance TryEnqueue(Activity activity, IActivitySender sender, CallerIdentity caller, Action? ended)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(caller);

        var accepted = _timeProvider.GetTimestamp();
        return Counted(_queue.TryEnqueue(Key(activity), async cancellationToken =>
        {
            _metrics.Waited(_timeProvider.GetElapsedTime(accepted));
            try
            {
                await _runner.RunAsync(activity, sender, caller, cancellationToken);
            }
            finally
            {
                ended?.Invoke();
            }
        }));
    }

    /// <summary>Takes an activity on and waits for its turn to end. It counts and waits in the queue like any other.</summary>
    /// <param name="activity">The activity, with a conversation.</param>
    /// <param name="sender">Where the answers go.</param>
    /// <param name="caller">Who sent the activity.</param>
    /// <param name="cancellationToken">Cancels the turn, running or waiting.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<TurnResult> ProcessActivityAsync(
        Activity activity,
        IActivitySender sender,
        CallerIdentity caller,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(caller);

        var completion = new TaskCompletionSource<TurnResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var acceptance = Counted(_queue.TryEnqueue(Key(activity), async stopping =>
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
            completion.TrySetResult(await _runner.RunAsync(activity, sender, caller, linked.Token));
        }));
        return acceptance == TurnAcceptance.Accepted
            ? await completion.Task.WaitAsync(cancellationToken)
            : new TurnResult(acceptance, Succeeded: false);
    }

    private TurnAcceptance Counted(TurnAcceptance acceptance)
    {
        if (acceptance != TurnAcceptance.Accepted)
        {
            _metrics.Refused(acceptance);
        }

        return acceptance;
    }

    // Somebody waits for the answer to an invoke: it doesn't queue behind the conversation's messages.
    private static string Key(Activity activity) => activity.Type == ActivityTypes.Invoke
        ? $"{AcceptedActivity.ConversationOf(activity)}\n{ActivityTypes.Invoke}"
        : AcceptedActivity.ConversationOf(activity);
}
