using System.Collections.Concurrent;
using System.Globalization;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.Tests.Support;

/// <summary>A channel that takes everything and numbers it.</summary>
internal sealed class RecordingSender : IActivitySender
{
    private readonly ConcurrentQueue<Activity> _sent = new();
    private readonly ConcurrentQueue<(Predicate<Activity> IsIt, TaskCompletionSource Sent)> _awaited = new();
    private int _lastId;

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<Activity> Sent => [.. _sent];

    /// <summary>The messages among it.</summary>
    public IReadOnlyList<Activity> Messages => [.. _sent.Where(activity => activity.Type == ActivityTypes.Message)];

    /// <summary>Ends when something is sent, or was, that a test waits for.</summary>
    public Task SentAsync(Predicate<Activity> isIt)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Enqueue((isIt, sent));
        if (_sent.Any(activity => isIt(activity)))
        {
            sent.TrySetResult();
        }

        return sent.Task;
    }

    public Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var copy = activity.Clone();
        copy.Id = string.Create(CultureInfo.InvariantCulture, $"sent-{Interlocked.Increment(ref _lastId)}");
        _sent.Enqueue(copy);
        foreach (var (_, sent) in _awaited.Where(awaited => awaited.IsIt(copy)))
        {
            sent.TrySetResult();
        }

        return Task.FromResult(new ResourceResponse { Id = copy.Id });
    }

    public Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default) => SendAsync(activity, cancellationToken);

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
