namespace BotQA.Knowledge.Documents;

/// <summary>The content of a source can't be used. The message says why and what to do about it, without naming the source.</summary>
public sealed class DocumentReadException : Exception
{
    /// <summary>A content that can't be used.</summary>
    /// <param name="message">Why, and what to do about it, as a sentence about "the file".</param>
    /// <param name="innerException">What went wrong underneath, if anything did.</param>
    public DocumentReadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
