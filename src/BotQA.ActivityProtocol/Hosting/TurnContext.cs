using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>The turn of one inbound activity.</summary>
public sealed class TurnContext : ITurnContext
{
    private readonly IActivitySender _sender;
    private readonly ConversationReference _reference;

    /// <summary>Begins a turn.</summary>
    /// <param name="activity">The inbound activity.</param>
    /// <param name="sender">Where the answers go.</param>
    /// <param name="caller">Who sent the activity.</param>
    public TurnContext(Activity activity, IActivitySender sender, CallerIdentity caller)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(caller);

        Activity = activity;
        Caller = caller;
        _sender = sender;
        _reference = activity.GetConversationReference();
    }

    /// <inheritdoc/>
    public Activity Activity { get; }

    /// <inheritdoc/>
    public CallerIdentity Caller { get; }

    /// <inheritdoc/>
    public bool Responded { get; private set; }

    /// <inheritdoc/>
    public IDictionary<string, object> TurnState { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public InvokeResponse? InvokeResponse { get; set; }

    /// <inheritdoc/>
    public Task<ResourceResponse> SendActivityAsync(string text, CancellationToken cancellationToken = default) =>
        SendActivityAsync(MessageFactory.Text(text), cancellationToken);

    /// <inheritdoc/>
    public async Task<ResourceResponse> SendActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.Type.Length == 0)
        {
            activity.Type = ActivityTypes.Message;
        }

        var response = await _sender.SendAsync(activity.ApplyConversationReference(_reference), cancellationToken);
        activity.Id = response.Id ?? activity.Id;
        Responded |= activity.Type != ActivityTypes.Typing;
        return response;
    }

    /// <inheritdoc/>
    public Task<ResourceResponse> UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentException.ThrowIfNullOrEmpty(activity.Id);
        return _sender.UpdateAsync(activity.ApplyConversationReference(_reference), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(activityId);
        return _sender.DeleteAsync(_reference, activityId, cancellationToken);
    }
}
