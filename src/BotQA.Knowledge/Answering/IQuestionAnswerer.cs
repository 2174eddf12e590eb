namespace BotQA.Knowledge.Answering;

/// <summary>Answers a question from the indexed documents.</summary>
public interface IQuestionAnswerer
{
    /// <summary>Answers one question.</summary>
    /// <param name="question">A standalone question of at most 2,000 characters; any text is allowed and gets a fitting reply.</param>
    /// <param name="options">What to search; null for everything.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The answer; "not in the documents" is <see cref="AnswerStatus.NotFound"/>, never an exception.</returns>
    Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Loads what the first question would otherwise wait for, such as models. It may be left out, or called while the documents are still
    /// being indexed. What can't be loaded is no error here: it is one of the first question that needs it. Whoever calls this has to wait
    /// for it before the program ends, since the loading of a model can't be cancelled.
    /// </summary>
    /// <param name="cancellationToken">Ends it, as far as it can be ended.</param>
    Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
