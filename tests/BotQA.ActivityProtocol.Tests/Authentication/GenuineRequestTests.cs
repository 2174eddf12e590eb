using System.Net;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BotQA.ActivityProtocol.Tests.Authentication;

/// <summary>Requests that must not be refused, lest the hostile ones are refused for the wrong reason.</summary>
public sealed class GenuineRequestTests(AuthenticatedHost fixture)
{
    private const string OtherBot = "33333333-3333-3333-3333-333333333333";

    [Fact]
    public async Task Post_ChannelToken_IsAccepted() => await AssertAcceptedAsync(fixture.Issuer.ChannelToken());

    [Fact]
    public async Task Post_ChannelTokenWithRs512_IsAccepted() => await AssertAcceptedAsync(fixture.Issuer.ChannelToken(
        descriptor => descriptor.SigningCredentials = new SigningCredentials(descriptor.SigningCredentials.Key, SecurityAlgorithms.RsaSha512)));

    [Fact]
    public async Task Post_ChannelTokenWithinTheSkew_IsAccepted()
    {
        await AssertAcceptedAsync(fixture.Issuer.ChannelToken(descriptor => descriptor.Expires = DateTime.UtcNow.AddMinutes(-4)));
        await AssertAcceptedAsync(fixture.Issuer.ChannelToken(descriptor => descriptor.NotBefore = DateTime.UtcNow.AddMinutes(4)));
    }

    [Fact]
    public async Task Post_ServiceUrlInOtherLetters_IsAccepted() => await AssertAcceptedAsync(
        fixture.Issuer.ChannelToken(descriptor => descriptor.Claims["serviceurl"] = TokenIssuer.ServiceUrl.ToUpperInvariant()));

    [Fact]
    public async Task Post_TenantTokenVersion1_IsAccepted() => await AssertAcceptedAsync(fixture.Issuer.TenantToken());

    [Fact]
    public async Task Post_TenantTokenVersion2_IsAccepted() => await AssertAcceptedAsync(fixture.Issuer.TenantToken(descriptor =>
    {
        descriptor.Issuer = $"https://login.microsoftonline.com/{TokenIssuer.TenantId}/v2.0";
        descriptor.Claims = new Dictionary<string, object> { ["azp"] = TokenIssuer.AppId.ToUpperInvariant(), ["ver"] = "2.0" };
    }));

    [Fact]
    public async Task Post_Replay_IsNotProcessedAgain()
    {
        var token = fixture.Issuer.ChannelToken();
        var activity = Some.TeamsMessage();
        await AssertAcceptedAsync(token, activity);
        await AssertAcceptedAsync(token, activity);

        // The turns of a conversation keep their order, so a replay would be seen before this one.
        var last = Some.TeamsMessage();
        await AssertAcceptedAsync(token, last);
        await fixture.SeenAsync((string)last["id"]!);
        Assert.Single(fixture.Seen, id => id == (string?)activity["id"]);
    }

    [Fact]
    public async Task Post_ChannelToken_RepliesCarryTheConnectorsToken()
    {
        await using var host = await BotHost.StartAsync(
            (turn, cancellationToken) => turn.SendActivityAsync($"{turn.Caller.Kind}", cancellationToken),
            fixture.Issuer.Settings,
            services => services.AddSingleton<IOutboundTokenProvider, FakeTokens>());
        using var response = await host.PostAsync(Some.TeamsMessage().ToJsonString(), fixture.Issuer.ChannelToken());
        var reply = await host.Connector.NextAsync();
        Assert.Equal(("Channel", "Bearer token-for-https://api.botframework.com/.default"), (reply.Text, reply.Authorization));
        Assert.StartsWith("https://smba.trafficmanager.net/teams/v3/conversations/a%3Aconversation/activities/activity-", reply.Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OtherBotOnTheAllowList_RepliesCarryATokenForItAlone()
    {
        var settings = fixture.Issuer.Settings;
        settings["Bot:Authentication:AllowedCallers:0"] = OtherBot;
        settings["Bot:Authentication:AllowedServiceHosts:0"] = "parent.example";
        await using var host = await BotHost.StartAsync(
            (turn, cancellationToken) => turn.SendActivityAsync($"{turn.Caller.Kind} {turn.Caller.AppId}", cancellationToken),
            settings,
            services => services.AddSingleton<IOutboundTokenProvider, FakeTokens>());
        var activity = Some.TeamsMessage();
        activity["serviceUrl"] = "https://parent.example/api/skills";
        using var response = await host.PostAsync(activity.ToJsonString(), fixture.Issuer.TenantToken(descriptor => descriptor.Claims["appid"] = OtherBot));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var reply = await host.Connector.NextAsync();
        Assert.Equal(($"Bot {OtherBot}", $"Bearer token-for-{OtherBot}/.default"), (reply.Text, reply.Authorization));
    }

    private async Task AssertAcceptedAsync(string token, JsonObject? activity = null)
    {
        activity ??= Some.TeamsMessage();
        using var response = await fixture.Host.PostAsync(activity.ToJsonString(), token);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
