namespace BotQA.Benchmarks.Hosting;

/// <summary>Holds what the connector received against what was asked.</summary>
internal static class LoadCheck
{
    /// <summary>What is wrong with the replies: missing, several to one question, out of order, astray, or with the words of another.</summary>
    /// <param name="replies">All replies, in the order they came.</param>
    /// <param name="expected">What the bot finds for each text when it is asked nothing else.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<ReceivedReply> replies, IReadOnlyDictionary<string, string> expected)
    {
        var questions = LoadQuestion.All.ToDictionary(question => question.Id, StringComparer.Ordinal);
        var counts = replies.CountBy(reply => reply.QuestionId).ToDictionary(StringComparer.Ordinal);
        foreach (var question in LoadQuestion.All)
        {
            if (counts.GetValueOrDefault(question.Id) is var count and not 1)
            {
                yield return $"{question.Id} was answered {count} times";
            }
        }

        var lastTurns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (!questions.TryGetValue(reply.QuestionId, out var question))
            {
                yield return $"a reply to {reply.QuestionId}, which nobody asked";
                continue;
            }

            if (Fault(reply, question, expected[question.Text]) is { } fault)
            {
                yield return $"the reply to {question.Id} {fault}";
            }

            if (question.Turn <= lastTurns.GetValueOrDefault(reply.ConversationId, -1))
            {
                yield return $"the reply to {question.Id} came out of order";
            }

            lastTurns[reply.ConversationId] = question.Turn;
        }
    }

    private static string? Fault(ReceivedReply reply, LoadQuestion question, string expected) => reply switch
    {
        _ when reply.ConversationId != question.ConversationId => $"went to {reply.ConversationId}",
        { Activity: var activity } when activity.Conversation?.Id != question.ConversationId => $"names the conversation {activity.Conversation?.Id}",
        { Activity: var activity } when activity.ReplyToId != question.Id => $"says that it replies to {activity.ReplyToId}",
        { Activity: var activity } when activity.Text != ReplyingBot.Format(question.Id, expected) => $"says \"{activity.Text}\"",
        _ => null,
    };
}
