using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>Sends what the bot says to the connector of the activity's channel.</summary>
internal sealed class ConnectorActivitySender(ConnectorClient connector, CallerIdentity caller) : IActivitySender
{
    public Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default) =>
        SendAsync(activity, idempotencyKey: null, cancellationToken);

    /// <summary>Sends an activity with what tells it from others, however often it is sent.</summary>
    public Task<ResourceResponse> SendAsync(Activity activity, string? idempotencyKey, CancellationToken cancellationToken = default) =>
        connector.SendAsync(activity, caller, idempotencyKey, cancellationToken);

    public Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default) =>
        connector.UpdateActivityAsync(activity, caller, cancellationToken);

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default) =>
        connector.DeleteActivityAsync(conversation, activityId, caller, cancellationToken);
}
