using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Teams;

public sealed class TeamsMessageTests
{
    [Fact]
    public void AddCitations_LabelAndFeedback_MakeTheMessageOfTheProtocol()
    {
        var message = MessageFactory.Text("Claim [1].", TextFormats.Markdown)
            .AddFeedbackLoop()
            .AddCitations(new MessageCitation(1, "Handbook", "The quote.") { Url = "https://example.com/a", Keywords = ["one", "two"], Icon = "PDF" })
            .AddAIGeneratedLabel()
            .AddAIGeneratedLabel();
        message.InputHint = null;
        Assert.Equal(
            """
            {"type":"message","textFormat":"markdown","text":"Claim [1].","entities":[{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":["AIGeneratedContent"],"citation":[{"@type":"Claim","position":1,"appearance":{"@type":"DigitalDocument","name":"Handbook","abstract":"The quote.","url":"https://example.com/a","keywords":["one","two"],"image":{"@type":"ImageObject","name":"PDF"}}}]}],"channelData":{"feedbackLoop":{"type":"default"}}}
            """,
            ActivityJson.Serialize(message));
    }

    [Fact]
    public void AddCitations_NothingButTheQuote_WritesNoNulls()
    {
        var json = ActivityJson.Serialize(MessageFactory.Text("x").AddCitations(new MessageCitation(1, "n", "a") { Url = "javascript:alert(1)" }));
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", json, StringComparison.Ordinal);
    }

    [Fact]
    public void AddCitations_Random_StaysWithinTheLimits()
    {
        var text = Gen.Frequency((1, Gen.String), (1, Gen.Int[0, 200].Select(length => string.Concat(Enumerable.Repeat("👩‍👩‍👧", length)))));
        Gen.Select(text, text, text.Array[0, 5]).Array[0, 15].Sample(sources =>
        {
            var message = MessageFactory.Text("x").AddCitations(
                sources.Select((source, index) => new MessageCitation(index + 1, source.Item1, source.Item2) { Keywords = source.Item3 }));
            var citations = message.Entities?.Count > 0 ? JsonNode.Parse(ActivityJson.Serialize(message))!["entities"]![0]!["citation"]!.AsArray() : [];
            Assert.Equal(Math.Min(10, sources.Length), citations.Count);
            foreach (var (citation, source) in citations.Zip(sources))
            {
                var appearance = citation!["appearance"]!;
                AssertShortened(80, source.Item1, (string)appearance["name"]!);
                AssertShortened(160, string.IsNullOrWhiteSpace(source.Item2) ? source.Item1 : source.Item2, (string)appearance["abstract"]!, alsoLimit: 80);
                Assert.True((appearance["keywords"]?.AsArray().Count ?? 0) == Math.Min(3, source.Item3.Length));
                Assert.All(appearance["keywords"]?.AsArray() ?? [], keyword => Assert.InRange(((string)keyword!).Length, 0, 28));
            }
        });
    }

    [Fact]
    public void AddCitations_TwoAtOnePosition_Throws()
    {
        Assert.Throws<ArgumentException>(() => MessageFactory.Text("x").AddCitations(new MessageCitation(1, "a", "a"), new MessageCitation(1, "b", "b")));
        Assert.ThrowsAny<ArgumentException>(() => MessageFactory.Text("x").AddCitations(new MessageCitation(0, "a", "a")));
    }

    [Fact]
    public void AddFeedbackLoop_OtherChannelData_IsKept()
    {
        var message = MessageFactory.Text("x");
        message.ChannelData = System.Text.Json.JsonDocument.Parse("""{"own":[1]}""").RootElement;
        Assert.Equal("""{"own":[1],"feedbackLoop":{"type":"default"}}""", message.AddFeedbackLoop().ChannelData?.GetRawText());
    }

    [Theory]
    [InlineData("<at>BotQA</at> What is it?", "<at>BotQA</at>", "What is it?")]
    [InlineData("<at>BotQA</at>What is it?", "<at>BotQA</at>", "What is it?")]
    [InlineData("<at>BotQA</at>&nbsp;What is it?", "<at>BotQA</at>", "What is it?")]
    [InlineData("<at>BotQA</at>\u00a0What is it?", "<at>BotQA</at>", "What is it?")]
    [InlineData("Tell me, <at>BotQA</at> please", "<at>BotQA</at>", "Tell me, please")]
    [InlineData("<at>BotQA</at> and <at>botqa</at>", "<at>BotQA</at>", "and")]
    [InlineData("<at>Bot (QA) [1]+</at> hi", "<at>Bot (QA) [1]+</at>", "hi")]
    [InlineData("<at>BotQA</at> hi", null, "hi")]
    [InlineData("<at>BotQA</at>", "<at>BotQA</at>", "")]
    [InlineData(null, "<at>BotQA</at>", "")]
    public void GetTextWithoutRecipientMention_OwnMention_IsRemoved(string? text, string? mention, string expected)
    {
        var activity = Mentioning(text, "bot", mention);
        Assert.Equal(expected, activity.GetTextWithoutRecipientMention());
        Assert.True(activity.MentionsRecipient());
        Assert.Equal(text, activity.Text);
    }

    [Fact]
    public void GetTextWithoutRecipientMention_AnotherMention_Stays()
    {
        var activity = Mentioning("<at>Ann</at> hi", "ann", "<at>Ann</at>");
        Assert.Equal("<at>Ann</at> hi", activity.GetTextWithoutRecipientMention());
        Assert.False(activity.MentionsRecipient());
    }

    [Theory]
    [InlineData("""{"type":"mention"}""")]
    [InlineData("""{"type":"mention","mentioned":"bot","text":"x"}""")]
    [InlineData("""{"type":"mention","mentioned":{"id":"bot"},"text":7}""")]
    [InlineData("""{"type":null}""")]
    public void GetMentions_EntityThatIsNone_IsLeftOut(string entity)
    {
        Assert.True(ActivityJson.TryParse(Encoding.UTF8.GetBytes($$"""{"type":"message","text":"x","recipient":{"id":"bot"},"entities":[{{entity}}]}"""), out var activity, out _));
        Assert.False(activity.MentionsRecipient());
        Assert.Equal("x", activity.GetTextWithoutRecipientMention());
    }

    [Theory]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"great\"}"}}""", "like", "great")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":"{}"}}""", "dislike", null)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"plain words"}}""", "like", "plain words")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":{"feedbackText":" x "}}}""", "like", "x")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like"}}""", "like", null)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"love"}}""", null, null)]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""", null, null)]
    [InlineData("""{"actionName":"other","actionValue":{"reaction":"like"}}""", null, null)]
    [InlineData("[]", null, null)]
    public void ReadFeedback_Invoke_IsRead(string value, string? reaction, string? text)
    {
        Assert.True(ActivityJson.TryParse(Encoding.UTF8.GetBytes($$"""{"type":"invoke","replyToId":"m","value":{{value}}}"""), out var activity, out _));
        Assert.Equal(reaction is null ? null : new MessageFeedback(reaction, text, "m"), MessageFeedback.Read(activity));
    }

    [Fact]
    public void Fits_LongTexts_CountTwoBytesACharacter()
    {
        Assert.True(TeamsMessageSize.Fits(MessageFactory.Text(new string('ä', 40_000))));
        Assert.False(TeamsMessageSize.Fits(MessageFactory.Text(new string('a', 41_000))));
        Assert.Equal("""{"type":"typing"}""".Length * 2, TeamsMessageSize.Of(MessageFactory.Typing()));
    }

    private static void AssertShortened(int limit, string original, string shortened, int? alsoLimit = null)
    {
        Assert.InRange(shortened.Length, 0, limit);
        if (original.Length <= Math.Min(limit, alsoLimit ?? limit) && !original.Any(char.IsSurrogate))
        {
            Assert.Equal(original, shortened);
        }

        // No emoji is cut in two, whatever JSON makes of surrogates that were alone before.
        Assert.False(shortened.EndsWith("\u200d\u2026", StringComparison.Ordinal));
    }

    private static Activity Mentioning(string? text, string mentionedId, string? mentionText)
    {
        var mention = new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = mentionedId, ["name"] = "BotQA" } };
        if (mentionText is not null)
        {
            mention["text"] = mentionText;
        }

        var json = new JsonObject { ["type"] = "message", ["recipient"] = new JsonObject { ["id"] = "bot" }, ["entities"] = new JsonArray(mention) };
        if (text is not null)
        {
            json["text"] = text;
        }

        return ActivityJson.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var activity, out var error) ? activity : throw new ArgumentException(error);
    }
}
