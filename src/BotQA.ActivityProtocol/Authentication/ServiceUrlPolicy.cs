using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Decides which service URLs activities may be sent to, so that a forged one never receives a token.</summary>
internal sealed class ServiceUrlPolicy(IOptions<BotAuthenticationOptions> options)
{
    private readonly bool _isLocalMode = options.Value.IsLocalMode;
    private readonly string[] _hosts = [.. CloudEndpoints.Of(options.Value.Cloud).ServiceHosts];
    private readonly string[] _extraHosts = [.. options.Value.AllowedServiceHosts];

    /// <summary>
    /// Whether activities may go to a URL. In local mode: to this computer alone. Otherwise: to https on the default port of the cloud's hosts, and
    /// to https of the configured hosts. Never to a URL with user information.
    /// </summary>
    public bool IsAllowed(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
        {
            return false;
        }

        return _isLocalMode
            ? url.Scheme is "http" or "https" && LocalRequests.IsLoopback(url.Host)
            : url.Scheme == Uri.UriSchemeHttps && ((url.IsDefaultPort && HostList.Matches(_hosts, url.IdnHost)) || HostList.Matches(_extraHosts, url.IdnHost));
    }
}
