using System.Text.Json.Nodes;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A call that a connector received.</summary>
internal sealed record RecordedRequest(HttpMethod Method, Uri Uri, string? Authorization, string Body, DateTimeOffset At, string? IdempotencyKey = null)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;

    public string? Text => (string?)Json["text"];
}
