using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Hosting;

public sealed class EndpointPropertyTests
{
    /// <summary>No JSON brings the endpoint down, whichever fields it holds and of whichever types. 501 is the protocol's word for an unknown invoke.</summary>
    [Fact]
    public async Task Post_AnyJson_Is2xxOr4xx()
    {
        await using var host = await BotHost.StartAsync(new CuriousBot().OnTurnAsync);
        await Gen.OneOf(JsonGen.Object(3), JsonGen.Value(3), JsonGen.Activity.Select(Invoke)).SampleAsync(async node =>
        {
            using var response = await host.PostAsync(node?.ToJsonString() ?? "null");
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300 or >= 400 and < 500 or 501;
        }, iter: 2_000, threads: 4);
        await AssertAliveAsync(host);
    }

    [Fact]
    public async Task Post_AnyBytes_Is400()
    {
        await using var host = await BotHost.StartAsync();
        await Gen.Byte.Array[0, 200].SampleAsync(async bytes =>
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
            using var response = await host.PostAsync(content);
            return (int)response.StatusCode == 400;
        }, iter: 300, threads: 2);
        await AssertAliveAsync(host);
    }

    private static JsonNode? Invoke(JsonObject activity)
    {
        var text = (string?)(activity["text"] as JsonValue);
        activity["type"] = text?.Length % 2 == 0 ? "message" : "invoke";
        activity["name"] = text?.Length % 3 == 0 ? "adaptiveCard/action" : "message/submitAction";
        activity["serviceUrl"] = "http://localhost:9/";
        activity["conversation"] = new JsonObject { ["id"] = "c" };
        return activity;
    }

    private static async Task AssertAliveAsync(BotHost host)
    {
        using var response = await host.PostAsync(BotHost.Message("alive", id: "last", conversation: "last").Replace("\"text\"", "\"deliveryMode\":\"expectReplies\",\"text\"", StringComparison.Ordinal));
        Assert.Contains("alive", Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    /// <summary>Looks at everything it is told.</summary>
    private sealed class CuriousBot : ActivityHandler
    {
        protected override async Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            await turnContext.SendActivityAsync(turnContext.Activity.Text ?? "nothing", cancellationToken);

        protected override Task<AdaptiveCardInvokeResponse?> OnAdaptiveCardActionAsync(ITurnContext turnContext, AdaptiveCardAction action, CancellationToken cancellationToken) =>
            Task.FromResult<AdaptiveCardInvokeResponse?>(AdaptiveCardInvokeResponse.Message(action.Verb ?? "none"));
    }
}
