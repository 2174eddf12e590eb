namespace BotQA.Knowledge.Storage.Vectors;

/// <summary>How two vectors are compared; higher is more alike.</summary>
internal enum VectorSimilarity
{
    /// <summary>The dot product of the vectors scaled to unit length; 0 for a vector of zeros.</summary>
    Cosine,

    /// <summary>The dot product of the vectors as they are.</summary>
    DotProduct,
}
