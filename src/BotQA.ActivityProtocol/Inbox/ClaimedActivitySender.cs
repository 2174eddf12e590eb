using System.Globalization;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// Sends the bot's messages in a turn that may be the repetition of one that a dying host didn't end. Each message is noted once the channel
/// took it, and what went out before isn't sent again. The number of a message makes its idempotency key, by which a channel that heeds it
/// recognises the one message whose sending was not noted any more.
/// </summary>
internal sealed class ClaimedActivitySender(ConnectorActivitySender connector, IActivityClaim claim) : IActivitySender
{
    private int _replies;

    private bool WasSent => _replies < claim.Replies;

    private string IdempotencyKey => string.Create(CultureInfo.InvariantCulture, $"{claim.Accepted.Key}-{_replies}");

    public async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        // Typing is a sign, or a part of the message that follows.
        if (activity.Type == ActivityTypes.Typing)
        {
            return WasSent ? new ResourceResponse { Id = IdempotencyKey } : await connector.SendAsync(activity, cancellationToken);
        }

        var key = IdempotencyKey;
        if (WasSent)
        {
            _replies++;
            return new ResourceResponse { Id = key };
        }

        var response = await connector.SendAsync(activity, key, cancellationToken);
        await claim.RepliedAsync(++_replies);
        return response;
    }

    public Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default) =>
        IsOfEarlierTurn(activity.Id) ? Task.FromResult(new ResourceResponse { Id = activity.Id }) : connector.UpdateAsync(activity, cancellationToken);

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default) =>
        IsOfEarlierTurn(activityId) ? Task.CompletedTask : connector.DeleteAsync(conversation, activityId, cancellationToken);

    // Its real id was lost with the host that sent it.
    private bool IsOfEarlierTurn(string? activityId) => activityId?.StartsWith(claim.Accepted.Key, StringComparison.Ordinal) == true;
}
