using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Puts what the bot says into a conversation of the Direct Line server.</summary>
/// <param name="conversation">The conversation.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="asked">Completes when what the bot answers is in the conversation itself.</param>
internal sealed class DirectLineActivitySender(DirectLineConversation conversation, TimeProvider timeProvider, Task asked) : IActivitySender
{
    public async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        await asked.WaitAsync(cancellationToken);
        return Append(activity, DirectLineConversation.NewActivityId());
    }

    /// <summary>Sends the new content under the old id: clients show it in the old one's place.</summary>
    public async Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        await asked.WaitAsync(cancellationToken);
        conversation.Remove(activity.Id!);
        return Append(activity, activity.Id!);
    }

    /// <summary>Takes the activity out of the history: Direct Line has no way to take it back from clients that saw it.</summary>
    public Task DeleteAsync(ConversationReference conversationReference, string activityId, CancellationToken cancellationToken = default)
    {
        conversation.Remove(activityId);
        return Task.CompletedTask;
    }

    private ResourceResponse Append(Activity activity, string id)
    {
        var sent = activity.Clone();
        sent.Id = id;
        sent.Timestamp = timeProvider.GetUtcNow();
        conversation.Append(sent);
        return new ResourceResponse { Id = id };
    }
}
