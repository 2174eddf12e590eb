using System.Globalization;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Keeps what the bot says for the answer to the HTTP request.</summary>
internal sealed class BufferedActivitySender : IActivitySender
{
    private readonly Lock _gate = new();
    private readonly List<Activity> _activities = [];
    private int _lastId;

    /// <summary>What was said and not taken back, in order.</summary>
    public IReadOnlyList<Activity> Activities
    {
        get
        {
            lock (_gate)
            {
                return [.. _activities];
            }
        }
    }

    public Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var copy = activity.Clone();
            copy.Id ??= (++_lastId).ToString(CultureInfo.InvariantCulture);
            _activities.Add(copy);
            return Task.FromResult(new ResourceResponse { Id = copy.Id });
        }
    }

    public Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var index = _activities.FindIndex(sent => sent.Id == activity.Id);
            if (index >= 0)
            {
                _activities[index] = activity.Clone();
            }

            return Task.FromResult(new ResourceResponse { Id = activity.Id });
        }
    }

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _activities.RemoveAll(sent => sent.Id == activityId);
        }

        return Task.CompletedTask;
    }
}
