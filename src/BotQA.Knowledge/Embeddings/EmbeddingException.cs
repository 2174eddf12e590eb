namespace BotQA.Knowledge.Embeddings;

/// <summary>Texts couldn't be embedded. Thrown by generators that ask a provider.</summary>
/// <param name="message">Why, and what to do about it, in words that name no secret.</param>
/// <param name="refusesTexts">Whether the model refused these texts, and may take others; else it can't be used at the moment.</param>
/// <param name="innerException">The cause.</param>
public sealed class EmbeddingException(string message, bool refusesTexts = false, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the model refused these texts, and may take others; else it can't be used at the moment.</summary>
    public bool RefusesTexts { get; } = refusesTexts;
}
