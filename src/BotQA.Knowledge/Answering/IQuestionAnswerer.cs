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
}
