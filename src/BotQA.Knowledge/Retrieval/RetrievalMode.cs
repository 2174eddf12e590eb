namespace BotQA.Knowledge.Retrieval;

/// <summary>Which of the two searches finds the passages.</summary>
public enum RetrievalMode
{
    /// <summary>Keywords and vectors, fused.</summary>
    Hybrid,

    /// <summary>Keywords alone (BM25); needs no embedding of the question.</summary>
    Keyword,

    /// <summary>Vectors alone.</summary>
    Vector,
}
