using BotQA.Knowledge.Answering;

namespace BotQA.Bot;

/// <summary>
/// Answers a number of questions at a time and lets the others wait, in the order they came. Answering takes a processor whole: more at once
/// would end none sooner, and would keep the host from taking new messages.
/// </summary>
/// <param name="inner">Answers.</param>
/// <param name="concurrency">The most questions answered at a time, at least 1.</param>
internal sealed class LimitedQuestionAnswerer(IQuestionAnswerer inner, int concurrency) : IQuestionAnswerer, IDisposable
{
    private readonly SemaphoreSlim _places = new(concurrency, concurrency);

    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await inner.AnswerAsync(question, options, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
