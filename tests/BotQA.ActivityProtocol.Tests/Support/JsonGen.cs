using System.Text.Json.Nodes;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Random JSON: any value, and objects that look like activities.</summary>
internal static class JsonGen
{
    private static readonly string[] KnownNames =
    [
        "type", "id", "timestamp", "localTimestamp", "localTimezone", "serviceUrl", "channelId", "from", "conversation", "recipient", "textFormat",
        "attachmentLayout", "membersAdded", "membersRemoved", "reactionsAdded", "reactionsRemoved", "topicName", "locale", "text", "speak",
        "inputHint", "summary", "suggestedActions", "attachments", "entities", "channelData", "action", "replyToId", "label", "valueType", "value",
        "name", "relatesTo", "code", "expiration", "importance", "deliveryMode", "listenFor", "isGroup", "tenantId", "mentioned", "content", "actions",
    ];

    private static readonly string[] KnownValues =
    [
        "message", "invoke", "event", "typing", "conversationUpdate", "expectReplies", "mention", "message/submitAction", "adaptiveCard/action",
        "2026-01-02T03:04:05.678Z", "http://localhost:1/", "msteams", "personal", "\ud83d\ude00", "", "\u0000", "ä<>&\"'\\",
    ];

    /// <summary>A name or a value that means something to the protocol, or any text.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency((3, OneOf(KnownValues)), (1, Gen.String));

    /// <summary>A property name.</summary>
    public static Gen<string> Name { get; } = Gen.Frequency((3, OneOf(KnownNames)), (1, Gen.String[Gen.Char.AlphaNumeric, 1, 6]));

    /// <summary>Any JSON value up to a depth.</summary>
    public static Gen<JsonNode?> Value(int depth) => depth == 0 ? Leaf : Gen.Frequency((3, Leaf), (1, Array(depth - 1)), (2, Object(depth - 1)));

    /// <summary>Any JSON object up to a depth.</summary>
    public static Gen<JsonNode?> Object(int depth) => Gen.Select(Name, Value(depth)).Array[0, 8].Select(fields =>
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            result[name] = value?.DeepClone();
        }

        return (JsonNode?)result;
    });

    /// <summary>Well-formed activities of the type message, with unknown fields at every level.</summary>
    public static Gen<JsonObject> Activity { get; } = Gen.Select(
        Fields(Gen.OneOf(OneOf(["id", "text", "serviceUrl", "channelId", "locale", "name", "replyToId"]), UnknownName), Text.Select(Node)),
        Fields(Gen.OneOf(OneOf(["value", "channelData"]), UnknownName), Value(3)),
        Fields(OneOf(["from", "recipient", "conversation"]), Account),
        Fields(OneOf(["membersAdded", "membersRemoved", "entities", "attachments", "reactionsAdded"]), Account.Array[0, 3].Select(ToArray)))
        .Select((texts, values, accounts, lists) =>
        {
            var result = new JsonObject { ["type"] = "message", ["timestamp"] = "2026-01-02T03:04:05.678Z" };
            foreach (var (name, value) in texts.Concat(values).Concat(accounts).Concat(lists))
            {
                result[name] = value?.DeepClone();
            }

            return result;
        });

    private static Gen<string> UnknownName => Gen.String[Gen.Char.AlphaNumeric, 1, 6].Select(name => "x-" + name);

    private static Gen<JsonNode?> Account => Gen.Select(Text, Fields(UnknownName, Value(2))).Select((id, fields) =>
    {
        var result = new JsonObject { [id.Length % 2 == 0 ? "type" : "name"] = id };
        foreach (var (name, value) in fields)
        {
            result[name] = value?.DeepClone();
        }

        return (JsonNode?)result;
    });

    private static Gen<JsonNode?> Leaf => Gen.OneOf(
        Text.Select(Node),
        Gen.Double[-1e12, 1e12].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const(default(JsonNode?)));

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<(string Name, JsonNode? Value)[]> Fields(Gen<string> name, Gen<JsonNode?> value) =>
        Gen.Select(name, value, (n, v) => (Name: n, Value: v)).Array[0, 4];

    private static Gen<JsonNode?> Array(int depth) => Value(depth).Array[0, 4].Select(ToArray);

    private static JsonNode? Node(string text) => JsonValue.Create(text);

    private static JsonNode? ToArray(JsonNode?[] items) => new JsonArray([.. items.Select(item => item?.DeepClone())]);
}
