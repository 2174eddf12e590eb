using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Retrieval;

/// <summary>What one retrieval covers.</summary>
public sealed record RetrievalRequest
{
    /// <summary>The ids of the documents to search; null for all.</summary>
    public IReadOnlyCollection<string>? DocumentIds { get; init; }

    /// <summary>
    /// Chunks searched beside the index, for this question alone; null for none. All are compared, so there should be a few thousand at
    /// most. Their documents have to be found in the <see cref="IDocumentCatalog"/>, or they can't be cited.
    /// </summary>
    public IReadOnlyList<KnowledgeChunk>? AdditionalChunks { get; init; }

    /// <summary>
    /// What was said before the question: passages that fit it too are preferred (<see cref="RetrievalWeights.Context"/>). Null or empty
    /// where nothing was.
    /// </summary>
    public string? Context { get; init; }
}
