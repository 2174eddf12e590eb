namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Asks Microsoft Entra for tokens.</summary>
internal interface IOutboundTokenSource
{
    /// <summary>A token for a scope, new or nearly so.</summary>
    /// <exception cref="OutboundTokenException">There is none to be had.</exception>
    Task<OutboundToken> AcquireAsync(string scope, CancellationToken cancellationToken);
}
