using System.Net;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.Authentication;

/// <summary>Each cloud takes the tokens of its own issuers and none of the others'.</summary>
public sealed class CloudTests
{
    [Theory]
    [InlineData("UsGovernment", "https://api.botframework.us", "https://smba.infra.gov.teams.microsoft.us/teams/", HttpStatusCode.Accepted)]
    [InlineData("UsGovernment", "https://api.botframework.com", "https://smba.infra.gov.teams.microsoft.us/teams/", HttpStatusCode.Unauthorized)]
    [InlineData("China", "https://api.botframework.azure.cn", "https://webchat.botframework.azure.cn/", HttpStatusCode.Accepted)]
    [InlineData("China", "https://api.botframework.us", "https://webchat.botframework.azure.cn/", HttpStatusCode.Unauthorized)]
    public async Task Post_ChannelToken_IsCheckedAgainstTheCloud(string cloud, string tokenIssuer, string serviceUrl, HttpStatusCode expected)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer, cloud);
        var token = issuer.ChannelToken(descriptor =>
        {
            descriptor.Issuer = tokenIssuer;
            descriptor.Claims["serviceurl"] = serviceUrl;
        });
        await AssertAsync(host, token, serviceUrl, expected);
    }

    [Theory]
    [InlineData("UsGovernment", "https://login.microsoftonline.us/{0}/v2.0", "azp", HttpStatusCode.Accepted)]
    [InlineData("UsGovernment", "https://login.microsoftonline.com/{0}/v2.0", "azp", HttpStatusCode.Unauthorized)]
    [InlineData("UsGovernment", "https://sts.windows.net/{0}/", "appid", HttpStatusCode.Accepted)]
    public async Task Post_TenantToken_IsCheckedAgainstTheCloud(string cloud, string tokenIssuer, string callerClaim, HttpStatusCode expected)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer, cloud);
        var token = issuer.TenantToken(descriptor =>
        {
            descriptor.Issuer = string.Format(null, tokenIssuer, TokenIssuer.TenantId);
            descriptor.Claims = new Dictionary<string, object> { [callerClaim] = TokenIssuer.AppId };
        });
        await AssertAsync(host, token, "https://webchat.botframework.azure.us/", expected);
    }

    private static Task<BotHost> StartAsync(TokenIssuer issuer, string cloud)
    {
        var settings = issuer.Settings;
        settings["Bot:Authentication:Cloud"] = cloud;
        return BotHost.StartAsync((_, _) => Task.CompletedTask, settings);
    }

    private static async Task AssertAsync(BotHost host, string token, string serviceUrl, HttpStatusCode expected)
    {
        var activity = Some.TeamsMessage();
        activity["serviceUrl"] = serviceUrl;
        using var response = await host.PostAsync(activity.ToJsonString(), token);
        Assert.Equal(expected, response.StatusCode);
    }
}
