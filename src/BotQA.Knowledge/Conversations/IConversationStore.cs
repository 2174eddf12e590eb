namespace BotQA.Knowledge.Conversations;

/// <summary>Remembers conversations. A store that fails forgets, it doesn't throw: a question is answered without history then.</summary>
/// <remarks>Safe for use from many threads at once.</remarks>
public interface IConversationStore
{
    /// <summary>What is remembered of a conversation, within the bounds of <see cref="ConversationOptions"/>; empty where that is nothing.</summary>
    Task<ConversationHistory> LoadAsync(ConversationId id, CancellationToken cancellationToken = default);

    /// <summary>Remembers a conversation, as much of its end as <see cref="ConversationOptions"/> allow.</summary>
    Task SaveAsync(ConversationId id, ConversationHistory history, CancellationToken cancellationToken = default);

    /// <summary>Forgets a conversation.</summary>
    Task ForgetAsync(ConversationId id, CancellationToken cancellationToken = default);
}
