using System.Net;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>A channel refused an activity or can't be reached.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>A failure without further facts.</summary>
    public ConnectorException()
    {
    }

    /// <summary>A failure in words.</summary>
    public ConnectorException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public ConnectorException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A refusal.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="statusCode">The channel's status.</param>
    /// <param name="errorCode">The channel's error code, such as <c>ContentStreamNotAllowed</c>.</param>
    /// <param name="errorMessage">The channel's own words.</param>
    public ConnectorException(string message, HttpStatusCode? statusCode, string? errorCode = null, string? errorMessage = null)
        : base(message)
    {
        StatusCode = statusCode;
        ErrorCode = errorCode;
        ErrorMessage = errorMessage;
    }

    /// <summary>A failure without an answer.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    /// <param name="errorCode">One of <see cref="ConnectorErrorCodes"/>.</param>
    public ConnectorException(string message, Exception? innerException, string errorCode)
        : base(message, innerException) => ErrorCode = errorCode;

    /// <summary>The channel's status; null when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>The channel's error code, or one of <see cref="ConnectorErrorCodes"/>; null when there is none.</summary>
    public string? ErrorCode { get; }

    /// <summary>The channel's own words, not to be trusted; null when it gave none.</summary>
    public string? ErrorMessage { get; }
}
