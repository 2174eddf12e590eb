using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>
/// Where a bot's activities go: a connector, a buffer, or a channel in this process. Activities arrive addressed (conversation, from,
/// recipient, channel, service URL); the sender doesn't keep or change the instance it is given.
/// </summary>
public interface IActivitySender
{
    /// <summary>Sends an activity; a <see cref="Activity.ReplyToId"/> makes it a reply.</summary>
    /// <returns>The id the channel gave it, or a response without one.</returns>
    Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Replaces the activity with the same <see cref="Activity.Id"/>.</summary>
    Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Deletes an activity of a conversation.</summary>
    Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default);
}
