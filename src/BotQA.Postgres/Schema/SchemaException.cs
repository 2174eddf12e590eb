namespace BotQA.Postgres.Schema;

/// <summary>The tables can't be used as they are; the message says why and what to do.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public SchemaException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    public SchemaException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
