namespace BotQA.ActivityProtocol.Connector;

/// <summary>Error codes of <see cref="ConnectorException"/>: those that channels send and this library acts on, and its own.</summary>
public static class ConnectorErrorCodes
{
    /// <summary>The channel takes no more of a streamed message.</summary>
    public const string ContentStreamNotAllowed = "ContentStreamNotAllowed";

    /// <summary>Not sent: activities may not go to the service URL.</summary>
    public const string ServiceUrlNotAllowed = "ServiceUrlNotAllowed";

    /// <summary>Not sent: the conversation's limit leaves no place soon enough.</summary>
    public const string Throttled = "Throttled";

    /// <summary>No answer in time.</summary>
    public const string Timeout = "Timeout";

    /// <summary>No connection, or one that broke.</summary>
    public const string Unreachable = "Unreachable";
}
