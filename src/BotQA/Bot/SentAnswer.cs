using BotQA.Feedback;
using BotQA.Knowledge.Answering;

namespace BotQA.Bot;

/// <summary>What feedback on an answer is stored with.</summary>
/// <param name="Id">The bot's own id of the answer.</param>
/// <param name="Question">The question.</param>
/// <param name="Text">The answer's text.</param>
/// <param name="Status"><c>answered</c> or <c>notFound</c>.</param>
/// <param name="Citations">The quotes it rests on.</param>
internal sealed record SentAnswer(string Id, string Question, string Text, string Status, IReadOnlyList<FeedbackCitation> Citations)
{
    public static SentAnswer Of(string id, Answer answer) => new(
        id,
        answer.Question,
        answer.Text,
        answer.Status == AnswerStatus.Answered ? "answered" : "notFound",
        [.. answer.Citations.Select(FeedbackCitation.Of)]);
}
