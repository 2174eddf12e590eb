namespace BotQA.Knowledge.Retrieval;

/// <summary>Finds the passages that may answer a question.</summary>
public interface IPassageRetriever
{
    /// <summary>Finds passages.</summary>
    /// <param name="question">A standalone question.</param>
    /// <param name="request">What to search; null for everything.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default);
}
