using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>Sends what the bot says to the connector of the activity's channel.</summary>
internal sealed class ConnectorActivitySender(ConnectorClient connector, CallerIdentity caller) : IActivitySender
{
    public Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default) => string.IsNullOrEmpty(activity.ReplyToId)
        ? connector.SendToConversationAsync(activity, caller, cancellationToken)
        : connector.ReplyToActivityAsync(activity, caller, cancellationToken);

    public Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default) =>
        connector.UpdateActivityAsync(activity, caller, cancellationToken);

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default) =>
        connector.DeleteActivityAsync(conversation, activityId, caller, cancellationToken);
}
