using BotQA.ActivityProtocol.Hosting;
using Microsoft.Extensions.Hosting;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// Where activities wait between their acceptance and their answer, and what happens to them when a host dies in between. Activities that are
/// answered in the request that brought them don't pass here. It is started before requests come, and stopped when turns have ended.
/// </summary>
public interface IActivityInbox : IHostedService
{
    /// <summary>Takes an activity on. When the task ends with <see cref="TurnAcceptance.Accepted"/>, the channel may forget it.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="cancellationToken">Ends the wait; the activity may have been taken on nevertheless.</param>
    /// <returns>Whether it will be answered, or was accepted before, or why it is refused.</returns>
    Task<TurnAcceptance> AcceptAsync(AcceptedActivity activity, CancellationToken cancellationToken = default);
}
