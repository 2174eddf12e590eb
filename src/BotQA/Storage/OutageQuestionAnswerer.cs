using BotQA.Knowledge.Answering;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;

namespace BotQA.Storage;

/// <summary>
/// Says at once, on every channel, that the documents can't be reached, rather than that they hold no answer or that something failed; unless
/// the host has a copy of them.
/// </summary>
internal sealed class OutageQuestionAnswerer(IQuestionAnswerer inner, KnowledgeFeed feed, KnowledgeCopy? copy = null) : IQuestionAnswerer
{
    /// <summary>What is said.</summary>
    public const string TryAgain = "I can't reach my documents at the moment. Please ask again in a minute.";

    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (feed.Problem is not null && copy is not { IsReady: true })
        {
            return Unavailable(question);
        }

        try
        {
            return await inner.AnswerAsync(question, options, cancellationToken);
        }
        catch (Exception exception) when (KnowledgeFeed.IsAway(exception) && !cancellationToken.IsCancellationRequested)
        {
            return Unavailable(question);
        }
    }

    private static Answer Unavailable(string question) => new()
    {
        Status = AnswerStatus.NotFound,
        Reason = NotFoundReason.Unavailable,
        Question = question,
        ShortAnswer = string.Empty,
        Text = TryAgain,
        Confidence = 0,
        Citations = [],
    };
}
