using System.Text.Json.Nodes;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Things that tests need and don't care about.</summary>
internal static class Some
{
    private static int _lastId;

    /// <summary>A message of Teams as the Bot Connector sends it, with an id of its own.</summary>
    public static JsonObject TeamsMessage() => new()
    {
        ["type"] = "message",
        ["id"] = $"activity-{Interlocked.Increment(ref _lastId)}",
        ["text"] = "hi",
        ["channelId"] = "msteams",
        ["serviceUrl"] = TokenIssuer.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:user" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot" },
        ["conversation"] = new JsonObject { ["id"] = "a:conversation", ["conversationType"] = "personal" },
    };
}
