namespace BotQA.Knowledge.Retrieval;

/// <summary>What one retrieval covers.</summary>
public sealed record RetrievalRequest
{
    /// <summary>The ids of the documents to search; null for all.</summary>
    public IReadOnlyCollection<string>? DocumentIds { get; init; }
}
