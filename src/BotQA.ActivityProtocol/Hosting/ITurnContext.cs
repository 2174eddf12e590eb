using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>One activity and the ways to answer it. Not safe for use by several threads at a time.</summary>
public interface ITurnContext
{
    /// <summary>The inbound activity.</summary>
    Activity Activity { get; }

    /// <summary>Who sent the activity, as far as it was proved.</summary>
    CallerIdentity Caller { get; }

    /// <summary>Whether a message was sent in this turn; a sign of typing doesn't count.</summary>
    bool Responded { get; }

    /// <summary>What middleware and bot share during the turn.</summary>
    IDictionary<string, object> TurnState { get; }

    /// <summary>The answer to an invoke; null means that nothing handles it, and the caller is told 501.</summary>
    InvokeResponse? InvokeResponse { get; set; }

    /// <summary>Sends a message into the conversation.</summary>
    /// <param name="text">The text, in the channel's default format.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Connector.ConnectorException">The channel refused the message or can't be reached.</exception>
    Task<ResourceResponse> SendActivityAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Sends an activity into the conversation, as an answer to the inbound one.</summary>
    /// <param name="activity">The activity; it is addressed here, and gets the id that the channel gave it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The channel's answer; its id is null where the channel gave none.</returns>
    /// <exception cref="Connector.ConnectorException">The channel refused the activity or can't be reached.</exception>
    Task<ResourceResponse> SendActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Replaces an activity that the bot sent.</summary>
    /// <param name="activity">The new content; its <see cref="Activity.Id"/> names the old one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The activity has no id.</exception>
    /// <exception cref="Connector.ConnectorException">The channel refused the update or can't be reached.</exception>
    Task<ResourceResponse> UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Deletes an activity that the bot sent.</summary>
    /// <param name="activityId">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Connector.ConnectorException">The channel refused or can't be reached.</exception>
    Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default);
}
