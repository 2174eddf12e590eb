using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Conversations;

/// <summary>A question and its answer, as a conversation remembers them.</summary>
public sealed record ConversationTurn
{
    /// <summary>The question as the user put it.</summary>
    public required string Question { get; init; }

    /// <summary>The question as it was searched: with what a follow-up leaves unsaid.</summary>
    public required string StandaloneQuestion { get; init; }

    /// <summary>Whether the documents answered it.</summary>
    public required bool IsAnswered { get; init; }

    /// <summary>What was said, without the markers of the quotes.</summary>
    public required string Text { get; init; }

    /// <summary>The shortest text that answers; empty where there was no answer or none is known.</summary>
    public string ShortAnswer { get; init; } = "";

    /// <summary>The quotes that were shown: those the answer rests on or, where there was no answer, the related ones.</summary>
    public IReadOnlyList<CitedQuote> Quotes { get; init; } = [];

    /// <summary>When it was answered.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The turn that an answer makes.</summary>
    /// <param name="question">The question as the user put it.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="time">When it was answered.</param>
    public static ConversationTurn Of(string question, Answer answer, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var isAnswered = answer.Status == AnswerStatus.Answered;
        var quotes = isAnswered ? answer.Citations : answer.Related;
        return new ConversationTurn
        {
            Question = question,
            StandaloneQuestion = answer.Question,
            IsAnswered = isAnswered,
            Text = isAnswered ? string.Join(' ', quotes.Select(citation => citation.Quote)) : answer.Text,
            ShortAnswer = answer.ShortAnswer,
            Quotes = [.. quotes.Select(CitedQuote.Of)],
            Time = time,
        };
    }
}
