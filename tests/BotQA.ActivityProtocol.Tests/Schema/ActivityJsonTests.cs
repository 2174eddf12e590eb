using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Schema;

public sealed class ActivityJsonTests
{
    [Fact]
    public void Serialize_OnlyTypeSet_WritesNoNulls()
    {
        Assert.Equal("""{"type":"typing"}""", ActivityJson.Serialize(MessageFactory.Typing()));
    }

    [Fact]
    public void Serialize_TextBeyondAscii_IsNotEscaped()
    {
        var json = ActivityJson.Serialize(new Activity { Type = "message", Text = "Grüße <b> & 日本" });
        Assert.Equal("""{"type":"message","text":"Grüße <b> & 日本"}""", json);
    }

    [Fact]
    public void TryParse_UnknownFieldsAtEveryLevel_SurviveTheRoundTrip()
    {
        const string json = """
            {"type":"message","odd":{"a":[1,2.50,null]},"from":{"id":"u","odd":true},"conversation":{"id":"c","odd":"x"},
             "entities":[{"type":"clientInfo","locale":"de-DE","odd":1e2}],"attachments":[{"contentType":"t","odd":[]}],
             "suggestedActions":{"actions":[{"type":"imBack","value":{"k":1},"odd":{}}],"odd":0}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(ActivityJson.Serialize(Parse(json)))));
    }

    [Fact]
    public void TryParse_RandomActivity_KeepsEveryField()
    {
        JsonGen.Activity.Sample(node =>
        {
            var json = node.ToJsonString();
            var written = ActivityJson.Serialize(Parse(json));
            Assert.Equal(Normal(JsonNode.Parse(json)), Normal(JsonNode.Parse(written)));
            Assert.Equal(written, ActivityJson.Serialize(Parse(written)));
        });
    }

    [Fact]
    public void TryParse_RandomBytes_NeverThrows()
    {
        Gen.Byte.Array.Sample(bytes => ActivityJson.TryParse(bytes, out _, out _) || true);
    }

    [Theory]
    [InlineData("""{"type":"typing","text":"Searching 12 documents...","entities":[{"type":"streaminfo","streamType":"informative","streamSequence":1}]}""")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"text"}""")]
    [InlineData("""{"from":{"id":"user-id-0"},"text":"hi","textFormat":"plain","type":"message"}""")]
    [InlineData(
        """
        {"type":"message","textFormat":"markdown","text":"Claim [1].",
         "channelData":{"feedbackLoop":{"type":"default"}},
         "entities":[{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"",
          "additionalType":["AIGeneratedContent"],
          "citation":[{"@type":"Claim","position":1,"appearance":{"@type":"DigitalDocument",
            "name":"at most 80 characters","abstract":"at most 160 characters, required","url":"https://...","keywords":["at most 3, each at most 28"],
            "image":{"@type":"ImageObject","name":"PDF"}}}]}]}
        """)]
    public void TryParse_ExampleOfTheProtocol_IsKept(string json)
    {
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(ActivityJson.Serialize(Parse(json)))));
    }

    [Theory]
    [InlineData("", "not a JSON object")]
    [InlineData("null", "has to be a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"message\"", "not a JSON object")]
    [InlineData("{", "not a JSON object")]
    [InlineData("{} {}", "not a JSON object")]
    [InlineData("{}", "no type")]
    [InlineData("""{"type":""}""", "no type")]
    [InlineData("""{"type":null}""", "$.type")]
    [InlineData("""{"type":1}""", "$.type")]
    [InlineData("""{"type":"message","type":"invoke"}""", "malformed")]
    [InlineData("""{"type":"message","text":{}}""", "$.text")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""", "$.timestamp")]
    [InlineData("""{"type":"message","entities":{}}""", "$.entities")]
    [InlineData("""{"type":"message","entities":[null]}""", "holds null")]
    [InlineData("""{"type":"message","conversation":{"id":7}}""", "$.conversation.id")]
    [InlineData("""{"type":"message","text":"\ud800"}""", "Unicode")]
    [InlineData("""{"type":"message","channelData":{"deep":["\udc00\ud800"]}}""", "Unicode")]
    [InlineData("""{"type":"message","odd":{"\ud83d":1}}""", "Unicode")]
    public void TryParse_Malformed_SaysWhy(string json, string reason)
    {
        Assert.False(ActivityJson.TryParse(Encoding.UTF8.GetBytes(json), out var activity, out var error));
        Assert.Null(activity);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_MalformedUtf8DeepInside_IsRefused()
    {
        byte[] json = [.. "{\"type\":\"message\",\"channelData\":[\""u8, 0xC3, 0x28, .. "\"]}"u8];
        Assert.False(ActivityJson.TryParse(json, out _, out var error));
        Assert.Contains("Unicode", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    public void TryParse_Nesting_IsLimited(int depth, bool expected)
    {
        var json = $$"""{"type":"message","value":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        Assert.Equal(expected, ActivityJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));
    }

    [Fact]
    public void Clone_ChangedCopy_LeavesTheOriginal()
    {
        var original = Parse("""{"type":"message","text":"a","from":{"id":"u"},"entities":[{"type":"x","y":1}]}""");
        var copy = original.Clone();
        copy.From!.Id = "other";
        copy.Entities!.Clear();
        Assert.Equal("""{"type":"message","from":{"id":"u"},"text":"a","entities":[{"type":"x","y":1}]}""", ActivityJson.Serialize(original));
    }

    [Fact]
    public void CreateReply_InboundActivity_SwapsTheParties()
    {
        var inbound = Parse(
            """{"type":"message","id":"1","serviceUrl":"https://s","channelId":"msteams","locale":"de-DE","from":{"id":"user"},"recipient":{"id":"bot"},"conversation":{"id":"c"}}""");
        var reply = inbound.CreateReply("hello");
        Assert.Equal(
            ("bot", "user", "c", "1", "https://s", "msteams", "de-DE", "hello"),
            (reply.From?.Id, reply.Recipient?.Id, reply.Conversation?.Id, reply.ReplyToId, reply.ServiceUrl, reply.ChannelId, reply.Locale, reply.Text));
    }

    [Theory]
    [InlineData("msteams", "personal", null, true)]
    [InlineData("msteams", "groupChat", true, false)]
    [InlineData("msteams", "channel", null, false)]
    [InlineData("msteams", null, null, false)]
    [InlineData("directline", null, null, true)]
    [InlineData("emulator", null, true, false)]
    public void IsPersonal_KindsOfConversations_AreTold(string channelId, string? conversationType, bool? isGroup, bool expected)
    {
        var activity = new Activity
        {
            ChannelId = channelId,
            Conversation = new ConversationAccount { ConversationType = conversationType, IsGroup = isGroup },
        };
        Assert.Equal(expected, activity.IsPersonal());
    }

    private static Activity Parse(string json) =>
        ActivityJson.TryParse(Encoding.UTF8.GetBytes(json), out var activity, out var error) ? activity : throw new JsonException(error);

    /// <summary>The JSON without null fields, and with dates and the order of fields made comparable.</summary>
    private static string Normal(JsonNode? node) => node switch
    {
        JsonObject fields => "{" + string.Join(
            ',',
            fields.Where(field => field.Value is not null).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Normal(field.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Normal)) + "]",
        JsonValue value when value.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, out var time) => $"\"{time:O}\"",
        JsonValue value => value.ToJsonString(),
        null => "null",
        _ => throw new JsonException("Not JSON."),
    };
}
