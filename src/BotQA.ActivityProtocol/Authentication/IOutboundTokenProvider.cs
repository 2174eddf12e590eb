namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Gives the tokens that outbound calls carry. Safe for use by several threads at a time.</summary>
public interface IOutboundTokenProvider
{
    /// <summary>A token that holds for some minutes at least.</summary>
    /// <param name="scope">What the token is for, such as <c>https://api.botframework.com/.default</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OutboundTokenException">There is none to be had.</exception>
    ValueTask<string> GetTokenAsync(string scope, CancellationToken cancellationToken = default);
}
