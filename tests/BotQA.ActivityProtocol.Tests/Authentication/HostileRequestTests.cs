using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.IdentityModel.Tokens;
using static BotQA.ActivityProtocol.Tests.Support.HostileRequest;

namespace BotQA.ActivityProtocol.Tests.Authentication;

/// <summary>Requests that a host has to refuse, each with the status it gets; over HTTP, with keys of our own standing in for the issuers'.</summary>
public sealed class HostileRequestTests(AuthenticatedHost fixture)
{
    private const string Evil = "https://evil.example/";
    private const string ForeignTenant = "99999999-9999-9999-9999-999999999999";
    private const string OtherBot = "33333333-3333-3333-3333-333333333333";

    private static readonly Dictionary<string, HostileRequest> Requests = new(StringComparer.Ordinal)
    {
        // Tokens that are none.
        ["no token"] = Unauthorized(_ => null),
        ["no token, but a header that claims the Playground"] = Unauthorized(_ => null) with { Request = With("x-ms-agents-playground", "true") },
        ["no token, but a header that claims the emulator"] = Unauthorized(_ => null, SetChannel("emulator")) with { Request = With("User-Agent", "botframework-emulator") },
        ["no token for an unknown type"] = Unauthorized(_ => null, activity => activity["type"] = "new"),
        ["no token and no JSON"] = Unauthorized(_ => null) with { Text = _ => "{" },
        ["an empty token"] = Unauthorized(_ => ""),
        ["a token of one part"] = Unauthorized(_ => "abc"),
        ["a token of three parts that are not JSON"] = Unauthorized(_ => "a.b.c"),
        ["a token whose header is no object"] = Unauthorized(_ => $"{Encode("[]")}.{Encode("{}")}.AA"),
        ["a token whose key id is a number"] = Unauthorized(_ => $"{Encode("""{"alg":"RS256","kid":1}""")}.{Encode("{}")}.AA"),
        ["a token whose issuer is a number"] = Unauthorized(_ => $"{Encode("""{"alg":"RS256","kid":"key-1"}""")}.{Encode("""{"iss":1}""")}.AA"),
        ["a very long token"] = Unauthorized(_ => new string('a', 20_000)),
        ["a token under the scheme Basic"] = Unauthorized(_ => null) with { Request = With("Authorization", "Basic Zm9vOmJhcg==") },
        ["a good token and another"] = new(HttpStatusCode.Unauthorized) { Request = With("Authorization", "Bearer abc") },
        ["an encrypted token"] = Unauthorized(_ => $"{Encode("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"key-1"}""")}.AA.AA.AA.AA"),

        // Tokens that somebody else signed, or nobody.
        ["a forged issuer: the right key id, another key"] = Unauthorized(issuer => issuer.ChannelToken(SignedBy(TestKeys.Attacker))),
        ["an unknown key id"] = Unauthorized(issuer => issuer.ChannelToken(SignedBy(TestKeys.Attacker, "key-2"))),
        ["no key id"] = Unauthorized(issuer => issuer.ChannelToken(SignedBy(TestKeys.Attacker, keyId: null))),
        ["the attacker's key inside the token"] = Unauthorized(issuer => issuer.ChannelToken(WithOwnKey)),
        ["the attacker's address of keys inside the token"] = Unauthorized(issuer => issuer.ChannelToken(WithOwnKeyAddress)),
        ["the algorithm none"] = Unauthorized(issuer => Unsigned(issuer.ChannelToken(), "none")),
        ["the algorithm None"] = Unauthorized(issuer => Unsigned(issuer.ChannelToken(), "None")),
        ["HS256 with the public key as the secret"] = Unauthorized(issuer => issuer.ChannelToken(SignedWithSecret)),
        ["PS256, which is not among the allowed"] = Unauthorized(issuer => issuer.ChannelToken(descriptor =>
            descriptor.SigningCredentials = new SigningCredentials(descriptor.SigningCredentials.Key, SecurityAlgorithms.RsaSsaPssSha256))),
        ["a changed payload"] = Unauthorized(issuer => ChangePayload(issuer.ChannelToken())),
        ["a changed signature"] = Unauthorized(issuer => issuer.ChannelToken() is var token ? token[..^6] + (token[^6] == 'A' ? 'B' : 'A') + token[^5..] : null),
        ["no signature"] = Unauthorized(issuer => issuer.ChannelToken() is var token ? token[..(token.LastIndexOf('.') + 1)] : null),

        // Tokens for somebody else, or for another time.
        ["another issuer"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Issuer = "https://evil.example")),
        ["no issuer"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Issuer = null)),
        ["the issuer of another cloud"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Issuer = "https://api.botframework.us")),
        ["the issuer with a slash"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Issuer += "/")),
        ["another audience"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Audience = OtherBot)),
        ["no audience"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Audience = null)),
        ["expired"] = Unauthorized(issuer => issuer.ChannelToken(Valid(TimeSpan.FromHours(-2), TimeSpan.FromMinutes(-6)))),
        ["not yet valid"] = Unauthorized(issuer => issuer.ChannelToken(Valid(TimeSpan.FromMinutes(6), TimeSpan.FromHours(1)))),
        ["without an end"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Expires = null)),

        // Tokens for another service URL or channel.
        ["no serviceurl claim"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Claims = null)),
        ["no serviceurl claim and no serviceUrl"] = Unauthorized(issuer => issuer.ChannelToken(descriptor => descriptor.Claims = null), SetServiceUrl(null)),
        ["an empty serviceurl claim and an empty serviceUrl"] = Unauthorized(issuer => issuer.ChannelToken(Claim("serviceurl", "")), SetServiceUrl("")),
        ["a null serviceUrl"] = Unauthorized(issuer => issuer.ChannelToken(), SetServiceUrl(null)),
        ["a foreign serviceUrl"] = Unauthorized(issuer => issuer.ChannelToken(), SetServiceUrl(Evil)),
        ["a foreign serviceurl claim"] = Unauthorized(issuer => issuer.ChannelToken(Claim("serviceurl", Evil))),
        ["the same host with another path"] = Unauthorized(issuer => issuer.ChannelToken(), SetServiceUrl("https://smba.trafficmanager.net/other/")),
        ["the same host without https"] = Unauthorized(issuer => issuer.ChannelToken(), SetServiceUrl("http://smba.trafficmanager.net/teams/")),
        ["a channel that the key doesn't endorse"] = Unauthorized(issuer => issuer.ChannelToken(), SetChannel("slack")),
        ["a key that endorses no channel"] = Unauthorized(issuer => issuer.ChannelToken(keyId: "unendorsed")),
        ["an empty channelId"] = Unauthorized(issuer => issuer.ChannelToken(), SetChannel("")),
        ["an empty channelId and a key that endorses no channel"] = Unauthorized(issuer => issuer.ChannelToken(keyId: "unendorsed"), SetChannel("")),
        ["no channelId"] = Unauthorized(issuer => issuer.ChannelToken(), SetChannel(null)),
        ["the channelId in other letters"] = Unauthorized(issuer => issuer.ChannelToken(), SetChannel("MSTEAMS")),
        ["a serviceUrl that the claim allows and the list doesn't"] = new(HttpStatusCode.Forbidden)
        {
            Token = issuer => issuer.ChannelToken(Claim("serviceurl", Evil)),
            Activity = SetServiceUrl(Evil),
        },

        // Tokens of Microsoft Entra.
        ["a foreign tenant"] = Unauthorized(issuer => issuer.TenantToken(tenantId: ForeignTenant)),
        ["a foreign tenant that claims ours"] = Unauthorized(issuer => issuer.TenantToken(Claim("tid", TokenIssuer.TenantId), ForeignTenant)),
        ["our tenant with the claim of a foreign one"] = Unauthorized(issuer => issuer.TenantToken(Claim("tid", ForeignTenant))),
        ["another bot as the caller"] = Unauthorized(issuer => issuer.TenantToken(Claim("appid", OtherBot))),
        ["another bot as the caller, version 2"] = Unauthorized(issuer => issuer.TenantToken(Version2("azp", OtherBot))),
        ["version 2 with the caller of version 1"] = Unauthorized(issuer => issuer.TenantToken(Version2("appid", TokenIssuer.AppId))),
        ["no caller"] = Unauthorized(issuer => issuer.TenantToken(descriptor => descriptor.Claims.Remove("appid"))),
        ["another bot's audience"] = Unauthorized(issuer => issuer.TenantToken(descriptor => descriptor.Audience = OtherBot)),
        ["an expired token of our tenant"] = Unauthorized(issuer => issuer.TenantToken(Valid(TimeSpan.FromHours(-2), TimeSpan.FromMinutes(-6)))),
        ["our tenant, and a serviceUrl that isn't allowed"] = new(HttpStatusCode.Forbidden) { Token = issuer => issuer.TenantToken(), Activity = SetServiceUrl(Evil) },
        ["our tenant, and a serviceUrl on this computer"] = new(HttpStatusCode.Forbidden) { Token = issuer => issuer.TenantToken(), Activity = SetServiceUrl("http://localhost:1/") },
        ["our tenant, and a serviceUrl that only ends like an allowed one"] = new(HttpStatusCode.Forbidden)
        {
            Token = issuer => issuer.TenantToken(),
            Activity = SetServiceUrl("https://evilbotframework.com/"),
        },
        ["our tenant, and a serviceUrl with user information"] = new(HttpStatusCode.Forbidden)
        {
            Token = issuer => issuer.TenantToken(),
            Activity = SetServiceUrl("https://smba.trafficmanager.net@evil.example/"),
        },

        // Bodies.
        ["a body beyond the limit"] = new(HttpStatusCode.RequestEntityTooLarge) { Activity = activity => activity["text"] = new string('x', 300_000) },
        ["a body that isn't JSON"] = new(HttpStatusCode.BadRequest) { Text = _ => "type=message" },
        ["an empty body"] = new(HttpStatusCode.BadRequest) { Text = _ => "" },
        ["a body cut short"] = new(HttpStatusCode.BadRequest) { Text = text => text[..^10] },
        ["two bodies"] = new(HttpStatusCode.BadRequest) { Text = text => text + text },
        ["a comment"] = new(HttpStatusCode.BadRequest) { Text = text => "/**/" + text },
        ["a body in UTF-16"] = new(HttpStatusCode.BadRequest) { Body = bytes => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)) },
        ["malformed UTF-8"] = new(HttpStatusCode.BadRequest) { Body = bytes => [.. bytes.Select(value => value == (byte)'h' ? (byte)0xC3 : value)] },
        ["arrays 10,000 deep"] = new(HttpStatusCode.BadRequest) { Text = Insert($"\"value\":{new string('[', 10_000)}{new string(']', 10_000)}") },
        ["objects 1,000 deep"] = new(HttpStatusCode.BadRequest) { Text = Insert($"\"channelData\":{string.Concat(Enumerable.Repeat("{\"a\":", 1_000))}1{new string('}', 1_000)}") },
        ["a lone surrogate in the text"] = new(HttpStatusCode.BadRequest) { Text = Replace("\"hi\"", "\"\\ud800\"") },
        ["a lone surrogate in a field unknown to the host"] = new(HttpStatusCode.BadRequest) { Text = Insert("\"odd\":[{\"x\":\"a\\udc00b\"}]") },
        ["a lone surrogate in a field's name"] = new(HttpStatusCode.BadRequest) { Text = Insert("\"\\ud83d\":1") },
        ["surrogates in the wrong order"] = new(HttpStatusCode.BadRequest) { Text = Replace("\"hi\"", "\"\\ude00\\ud83d\"") },
        ["a field twice"] = new(HttpStatusCode.BadRequest) { Text = Insert("\"serviceUrl\":\"https://evil.example/\"") },
        ["a number as the type"] = Malformed(activity => activity["type"] = 1),
        ["null as the type"] = Malformed(activity => activity["type"] = null),
        ["an object as the text"] = Malformed(activity => activity["text"] = new JsonObject()),
        ["a string as the conversation"] = Malformed(activity => activity["conversation"] = "c"),
        ["an array as the sender"] = Malformed(activity => activity["from"] = new JsonArray()),
        ["a number as the sender's id"] = Malformed(activity => activity["from"] = new JsonObject { ["id"] = 1 }),
        ["a string as the entities"] = Malformed(activity => activity["entities"] = "mention"),
        ["null among the attachments"] = Malformed(activity => activity["attachments"] = new JsonArray(default(JsonNode))),
        ["words as the timestamp"] = Malformed(activity => activity["timestamp"] = "yesterday"),
        ["a timestamp that doesn't exist"] = Malformed(activity => activity["timestamp"] = "2026-02-30T00:00:00Z"),
        ["no conversation"] = Malformed(activity => activity.Remove("conversation")),
        ["another content type"] = new(HttpStatusCode.UnsupportedMediaType) { Request = request => request.Content!.Headers.ContentType = new("text/plain") },
        ["a compressed body"] = new(HttpStatusCode.BadRequest) { Body = Compress, Request = request => request.Content!.Headers.ContentEncoding.Add("gzip") },
        ["another verb"] = new(HttpStatusCode.MethodNotAllowed) { Request = request => request.Method = HttpMethod.Put },
    };

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Post_HostileRequest_IsRefused(string name)
    {
        var hostile = Requests[name];
        var activity = Some.TeamsMessage();
        var id = (string?)activity["id"];
        using var request = hostile.Build(fixture.Issuer, activity);
        using var response = await fixture.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(hostile.Status, response.StatusCode);
        Assert.Equal(hostile.Status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count > 0);
        Assert.DoesNotContain(id, fixture.Seen);
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);

    private static Action<HttpRequestMessage> With(string header, string value) => request => request.Headers.TryAddWithoutValidation(header, value);

    private static Action<JsonObject> SetServiceUrl(string? serviceUrl) => activity => activity["serviceUrl"] = serviceUrl;

    private static Action<JsonObject> SetChannel(string? channelId) => activity => activity["channelId"] = channelId;

    private static Func<string, string> Insert(string field) => text => "{" + field + "," + text[1..];

    private static Func<string, string> Replace(string old, string with) => text => text.Replace(old, with, StringComparison.Ordinal);

    private static Action<SecurityTokenDescriptor> Claim(string name, string value) => descriptor => descriptor.Claims[name] = value;

    private static Action<SecurityTokenDescriptor> Version2(string claim, string appId) => descriptor =>
    {
        descriptor.Issuer = $"https://login.microsoftonline.com/{TokenIssuer.TenantId}/v2.0";
        descriptor.Claims = new Dictionary<string, object> { [claim] = appId, ["ver"] = "2.0", ["tid"] = TokenIssuer.TenantId };
    };

    private static Action<SecurityTokenDescriptor> Valid(TimeSpan from, TimeSpan to) => descriptor =>
    {
        descriptor.NotBefore = DateTime.UtcNow + from;
        descriptor.Expires = DateTime.UtcNow + to;
    };

    private static Action<SecurityTokenDescriptor> SignedBy(RSA key, string? keyId = "key-1") => descriptor =>
        descriptor.SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);

    private static void WithOwnKey(SecurityTokenDescriptor descriptor)
    {
        var key = TestKeys.Attacker;
        SignedBy(key)(descriptor);
        descriptor.AdditionalHeaderClaims = new Dictionary<string, object>
        {
            ["jwk"] = new Dictionary<string, object> { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(key.ExportParameters(false).Modulus), ["e"] = "AQAB" },
        };
    }

    private static void WithOwnKeyAddress(SecurityTokenDescriptor descriptor)
    {
        SignedBy(TestKeys.Attacker)(descriptor);
        descriptor.AdditionalHeaderClaims = new Dictionary<string, object> { ["jku"] = Evil, ["x5u"] = Evil };
    }

    private static void SignedWithSecret(SecurityTokenDescriptor descriptor)
    {
        var publicKey = ((RsaSecurityKey)descriptor.SigningCredentials.Key).Rsa.ExportSubjectPublicKeyInfo();
        descriptor.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(publicKey) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256);
    }

    private static string Unsigned(string token, string algorithm) =>
        $"{Encode($$"""{"alg":"{{algorithm}}","kid":"key-1","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string ChangePayload(string token)
    {
        var parts = token.Split('.');
        var payload = (JsonObject)JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        payload["serviceurl"] = "https://smba.trafficmanager.net/other/";
        return $"{parts[0]}.{Encode(payload.ToJsonString())}.{parts[2]}";
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(result, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }
}
