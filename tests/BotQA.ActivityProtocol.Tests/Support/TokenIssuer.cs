using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Stands in for the Bot Connector and for Microsoft Entra: announces keys over HTTP on this computer and signs tokens with them.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string AppId = "11111111-1111-1111-1111-111111111111";
    public const string TenantId = "22222222-2222-2222-2222-222222222222";
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/teams/";

    private readonly WebApplication _application;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly Dictionary<string, string[]> _endorsementsByKey = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;
    private int _fetches;

    private TokenIssuer(WebApplication application, TimeProvider timeProvider)
    {
        _application = application;
        _timeProvider = timeProvider;
    }

    public string MetadataUrl => $"{_application.Urls.First()}/openid";

    /// <summary>How often the key set was asked for.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>Whether the keys can't be had.</summary>
    public bool IsDown { get; set; }

    /// <summary>Where the metadata says the keys are; by default here.</summary>
    public string? KeySetUrl { get; set; }

    /// <summary>A host with an app id that trusts this issuer.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Bot:Authentication:AppId"] = AppId,
        ["Bot:Authentication:ClientSecret"] = "not a secret",
        ["Bot:Authentication:ChannelMetadataUrl"] = MetadataUrl,
        ["Bot:Authentication:TenantMetadataUrl"] = $"{MetadataUrl}?tenant={{tenant}}",
        ["Bot:Authentication:AllowedTenants:0"] = TenantId,
    };

    public static async Task<TokenIssuer> StartAsync(TimeProvider? timeProvider = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var issuer = new TokenIssuer(application, timeProvider ?? TimeProvider.System);
        application.MapGet("/openid", issuer.WriteMetadataAsync);
        application.MapGet("/keys", issuer.WriteKeysAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        issuer.AddKey("key-1", "msteams", "emulator");
        return issuer;
    }

    public void AddKey(string keyId, params string[] endorsements) => _endorsementsByKey[keyId] = endorsements;

    public void RemoveKey(string keyId) => _endorsementsByKey.Remove(keyId);

    /// <summary>A token of the Bot Connector for <see cref="AppId"/> and <see cref="ServiceUrl"/>, unless changed.</summary>
    public string ChannelToken(Action<SecurityTokenDescriptor>? change = null, string keyId = "key-1") =>
        Token(descriptor =>
        {
            descriptor.Issuer = ChannelIssuer;
            descriptor.Claims = new Dictionary<string, object> { ["serviceurl"] = ServiceUrl };
            change?.Invoke(descriptor);
        }, keyId);

    /// <summary>A version 1 token of Microsoft Entra, whose caller is the bot itself, unless changed.</summary>
    public string TenantToken(Action<SecurityTokenDescriptor>? change = null, string tenantId = TenantId) =>
        Token(descriptor =>
        {
            descriptor.Issuer = $"https://sts.windows.net/{tenantId}/";
            descriptor.Claims = new Dictionary<string, object> { ["appid"] = AppId, ["ver"] = "1.0", ["tid"] = tenantId };
            change?.Invoke(descriptor);
        });

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private string Token(Action<SecurityTokenDescriptor> change, string keyId = "key-1")
    {
        var now = _timeProvider.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Audience = AppId,
            NotBefore = now,
            Expires = now.AddHours(1),
            Subject = new ClaimsIdentity(),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(TestKeys.Genuine) { KeyId = keyId }, SecurityAlgorithms.RsaSha256),
        };
        change(descriptor);
        return _handler.CreateToken(descriptor);
    }

    private Task WriteMetadataAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(new JsonObject { ["issuer"] = ChannelIssuer, ["jwks_uri"] = KeySetUrl ?? $"{_application.Urls.First()}/keys" }.ToJsonString());
    }

    private Task WriteKeysAsync(HttpContext context)
    {
        Interlocked.Increment(ref _fetches);
        var keys = new JsonArray([.. _endorsementsByKey.Select(pair => (JsonNode)new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = pair.Key,
            ["n"] = Base64UrlEncoder.Encode(TestKeys.Genuine.ExportParameters(false).Modulus),
            ["e"] = Base64UrlEncoder.Encode(TestKeys.Genuine.ExportParameters(false).Exponent),
            ["endorsements"] = new JsonArray([.. pair.Value.Select(endorsement => (JsonNode)endorsement)]),
        })]);
        return context.Response.WriteAsync(new JsonObject { ["keys"] = keys }.ToJsonString());
    }
}
