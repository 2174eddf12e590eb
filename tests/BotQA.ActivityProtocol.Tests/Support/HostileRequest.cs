using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A request that a host has to refuse, by default the genuine one of the Bot Connector with something wrong in it.</summary>
/// <param name="Status">What it is refused with.</param>
internal sealed record HostileRequest(HttpStatusCode Status)
{
    /// <summary>The token; null for none.</summary>
    public Func<TokenIssuer, string?> Token { get; init; } = issuer => issuer.ChannelToken();

    /// <summary>What is wrong with the activity.</summary>
    public Action<JsonObject> Activity { get; init; } = _ => { };

    /// <summary>What is wrong with the text of the body.</summary>
    public Func<string, string> Text { get; init; } = text => text;

    /// <summary>What is wrong with the bytes of the body.</summary>
    public Func<byte[], byte[]> Body { get; init; } = bytes => bytes;

    /// <summary>What is wrong with the rest.</summary>
    public Action<HttpRequestMessage> Request { get; init; } = _ => { };

    /// <summary>A request that is refused as not authorized.</summary>
    public static HostileRequest Unauthorized(Func<TokenIssuer, string?> token, Action<JsonObject>? activity = null) =>
        new(HttpStatusCode.Unauthorized) { Token = token, Activity = activity ?? (_ => { }) };

    /// <summary>A request that is refused as malformed.</summary>
    public static HostileRequest Malformed(Action<JsonObject> activity) => new(HttpStatusCode.BadRequest) { Activity = activity };

    public HttpRequestMessage Build(TokenIssuer issuer, JsonObject activity)
    {
        Activity(activity);
        var content = new ByteArrayContent(Body(Encoding.UTF8.GetBytes(Text(activity.ToJsonString()))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        if (Token(issuer) is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        Request(request);
        return request;
    }
}
