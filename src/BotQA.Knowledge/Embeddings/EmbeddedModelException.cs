namespace BotQA.Knowledge.Embeddings;

/// <summary>A file of the embedded model is missing or is not the expected one; the message names the file and the remedy.</summary>
public sealed class EmbeddedModelException : Exception
{
    /// <summary>Says what is wrong with which file, and what to do about it.</summary>
    public EmbeddedModelException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with which file, what to do about it, and what was caught.</summary>
    public EmbeddedModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
