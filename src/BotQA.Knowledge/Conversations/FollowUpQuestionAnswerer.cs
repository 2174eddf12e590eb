using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Conversations;

/// <summary>Answers follow-up questions as the standalone questions they mean.</summary>
internal sealed class FollowUpQuestionAnswerer(IQuestionAnswerer inner, IQuestionRewriter rewriter) : IQuestionAnswerer
{
    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (options is not { History.Turns.Count: > 0 } || QuestionGuard.Check(question) is not null)
        {
            return await inner.AnswerAsync(question, options, cancellationToken);
        }

        var standalone = await rewriter.RewriteAsync(question, options.History, cancellationToken);
        var answer = await inner.AnswerAsync(standalone.Text, options with { Context = standalone.Context }, cancellationToken);
        return standalone.Text == question.Trim() ? answer : answer with { AskedQuestion = question };
    }

    public Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);
}
