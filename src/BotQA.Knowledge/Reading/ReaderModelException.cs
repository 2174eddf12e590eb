namespace BotQA.Knowledge.Reading;

/// <summary>The reader's weights can't be used; the message names the file and says what to do.</summary>
public sealed class ReaderModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ReaderModelException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public ReaderModelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and what caused it.</summary>
    public ReaderModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
