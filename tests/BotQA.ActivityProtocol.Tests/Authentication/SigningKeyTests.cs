using System.Net;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Authentication;

/// <summary>When an issuer's keys are fetched, and what happens when they can't be.</summary>
public sealed class SigningKeyTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Post_ManyTokens_KeysAreFetchedOnce()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        await using var host = await StartAsync(issuer);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted)));
        Assert.Equal(1, issuer.Fetches);
    }

    [Fact]
    public async Task Post_NewKey_IsFoundAfterTheFloor()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        await using var host = await StartAsync(issuer);
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted);

        issuer.AddKey("key-2", "msteams");
        _time.Advance(TimeSpan.FromMinutes(5));
        await AssertAsync(host, issuer.ChannelToken(keyId: "key-2"), HttpStatusCode.Accepted);
        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task Post_ManyUnknownKeys_AreFetchedOnceAFloor()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        await using var host = await StartAsync(issuer);
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted);
        for (var key = 0; key < 10; key++)
        {
            issuer.AddKey($"unknown-{key}", "msteams");
            await AssertAsync(host, issuer.ChannelToken(keyId: $"unknown-{key}"), HttpStatusCode.Unauthorized);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(1, issuer.Fetches);
        _time.Advance(TimeSpan.FromMinutes(5));
        await AssertAsync(host, issuer.ChannelToken(keyId: "unknown-9"), HttpStatusCode.Accepted);
        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task Post_KeyWithdrawn_IsRefusedOnceTheKeysAreOld()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        issuer.AddKey("key-2", "msteams");
        await using var host = await StartAsync(issuer);
        await AssertAsync(host, issuer.ChannelToken(keyId: "key-2"), HttpStatusCode.Accepted);

        _time.Advance(TimeSpan.FromHours(25));
        var token = issuer.ChannelToken(keyId: "key-2");
        issuer.RemoveKey("key-2");
        await AssertAsync(host, token, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Post_IssuerDownFromTheStart_Is503UntilItIsBack()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        await using var host = await StartAsync(issuer);
        issuer.IsDown = true;
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.ServiceUnavailable);

        issuer.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(10));
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_IssuerDownLater_TheLastKeysServeForAWhile()
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        await using var host = await StartAsync(issuer);
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted);

        issuer.IsDown = true;
        _time.Advance(TimeSpan.FromDays(2));
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.Accepted);
        _time.Advance(TimeSpan.FromDays(5));
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("http://keys.example/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public async Task Post_MetadataNamesKeysElsewhere_TheyAreNotFetched(string keySetUrl)
    {
        await using var issuer = await TokenIssuer.StartAsync(_time);
        issuer.KeySetUrl = keySetUrl;
        await using var host = await StartAsync(issuer);
        await AssertAsync(host, issuer.ChannelToken(), HttpStatusCode.ServiceUnavailable);
        Assert.Equal(0, issuer.Fetches);
    }

    private static async Task AssertAsync(BotHost host, string token, HttpStatusCode expected)
    {
        using var response = await host.PostAsync(Some.TeamsMessage().ToJsonString(), token);
        Assert.Equal(expected, response.StatusCode);
    }

    private Task<BotHost> StartAsync(TokenIssuer issuer)
    {
        var settings = issuer.Settings;
        settings["Bot:Turns:ConversationCapacity"] = "100";
        return BotHost.StartAsync((_, _) => Task.CompletedTask, settings, timeProvider: _time);
    }
}
