using Microsoft.Identity.Client;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Lets tokens be asked for through the host's HTTP clients.</summary>
internal sealed class MsalHttpClientFactory(IHttpClientFactory httpClientFactory) : IMsalHttpClientFactory
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "BotQA.Tokens";

    public HttpClient GetHttpClient() => httpClientFactory.CreateClient(HttpClientName);
}
