namespace BotQA.Knowledge.Conversations;

/// <summary>What of a conversation is searched together with a question.</summary>
internal static class RetrievalContext
{
    // Beyond its first words an answer goes into what the next question isn't about.
    private const int AnswerWords = 40;

    /// <summary>The question before and the beginning of its answer; null in a conversation that begins.</summary>
    public static string? Of(ConversationHistory history)
    {
        if (history.Last is not { } last)
        {
            return null;
        }

        return last.IsAnswered
            ? $"{last.StandaloneQuestion} {string.Join(' ', last.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(AnswerWords))}"
            : last.StandaloneQuestion;
    }
}
