using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Tests.Authentication;

public sealed class ServiceUrlPolicyTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData("https://webchat.botframework.com/", true)]
    [InlineData("https://directline.botframework.com", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://extra.example/", true)]
    [InlineData("https://extra.example:8443/", true)]
    [InlineData("https://a.wide.example/", true)]
    [InlineData("https://wide.example/", false)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/teams/", false)]
    [InlineData("https://other.trafficmanager.net/", false)]
    [InlineData("https://xsmba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", false)]
    [InlineData("https://user:password@smba.trafficmanager.net/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://evil.example/#.botframework.com", false)]
    [InlineData("https://evil.example\\.botframework.com/", false)]
    [InlineData("https://sub.extra.example/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("http://127.0.0.1:1/", false)]
    [InlineData("//smba.trafficmanager.net/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsAllowed_WithAppId_OnlyKnownHosts(string? serviceUrl, bool expected)
    {
        var options = new BotAuthenticationOptions { AppId = TokenIssuer.AppId };
        options.AllowedServiceHosts.Add("extra.example");
        options.AllowedServiceHosts.Add(".wide.example");
        Assert.Equal(expected, new ServiceUrlPolicy(Options.Create(options)).IsAllowed(serviceUrl));
    }

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://[::1]:1/", true)]
    [InlineData("http://localhost.evil.example/", false)]
    [InlineData("http://127.0.0.1@evil.example/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("https://smba.trafficmanager.net/teams/", false)]
    [InlineData("file:///localhost", false)]
    public void IsAllowed_LocalMode_OnlyThisComputer(string serviceUrl, bool expected) =>
        Assert.Equal(expected, new ServiceUrlPolicy(Options.Create(new BotAuthenticationOptions { AllowAnonymous = true })).IsAllowed(serviceUrl));

    [Theory]
    [InlineData(BotCloud.UsGovernment, "https://smba.infra.gov.teams.microsoft.us/teams/", true)]
    [InlineData(BotCloud.UsGovernment, "https://webchat.botframework.azure.us/", true)]
    [InlineData(BotCloud.UsGovernment, "https://webchat.botframework.com/", false)]
    [InlineData(BotCloud.China, "https://webchat.botframework.azure.cn/", true)]
    [InlineData(BotCloud.China, "https://smba.trafficmanager.net/", false)]
    public void IsAllowed_OtherClouds_TheirOwnHosts(BotCloud cloud, string serviceUrl, bool expected) =>
        Assert.Equal(expected, new ServiceUrlPolicy(Options.Create(new BotAuthenticationOptions { AppId = TokenIssuer.AppId, Cloud = cloud })).IsAllowed(serviceUrl));
}
