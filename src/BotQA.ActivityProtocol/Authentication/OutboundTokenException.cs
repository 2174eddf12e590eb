namespace BotQA.ActivityProtocol.Authentication;

/// <summary>The bot got no token to prove its identity with, so that it can't answer.</summary>
public sealed class OutboundTokenException : Exception
{
    /// <summary>A failure without further facts.</summary>
    public OutboundTokenException()
    {
    }

    /// <summary>A failure in words.</summary>
    public OutboundTokenException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public OutboundTokenException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
