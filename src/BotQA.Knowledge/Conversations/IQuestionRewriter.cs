namespace BotQA.Knowledge.Conversations;

/// <summary>Turns a follow-up question into one that stands alone.</summary>
public interface IQuestionRewriter
{
    /// <summary>Says in full what a question leaves to the conversation before it.</summary>
    /// <param name="question">The question as the user put it.</param>
    /// <param name="history">The conversation before it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The question; unchanged and without a context when it needs none.</returns>
    Task<StandaloneQuestion> RewriteAsync(string question, ConversationHistory history, CancellationToken cancellationToken = default);
}
