using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.Hosting;

/// <summary>The rows of the protocol's inbound table.</summary>
public sealed class InboundTableTests
{
    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"text":"hi"}""")]
    public async Task Post_BodyWithoutActivity_Is400(string body)
    {
        await using var host = await BotHost.StartAsync();
        using var response = await host.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((string?)(await JsonAsync(response))["error"]?["message"]);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Request_AnotherVerb_Is405(string verb)
    {
        await using var host = await BotHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/api/messages");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Post_Message_Is202BeforeTheTurnEnds()
    {
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(async (turn, cancellationToken) =>
        {
            await release.Task;
            await turn.SendActivityAsync("done", cancellationToken);
        });

        using var response = await host.PostAsync(BotHost.Message());
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(host.Connector.Requests);

        release.SetResult();
        var reply = await host.Connector.NextAsync();
        Assert.Equal("done", reply.Text);
        Assert.Equal("http://localhost:9/v3/conversations/c/activities/1", reply.Uri.AbsoluteUri);
        Assert.Null(reply.Authorization);
    }

    [Fact]
    public async Task Post_InvokeThatIsHandled_IsAnsweredInTheRequest()
    {
        await using var host = await BotHost.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = InvokeResponse.AdaptiveCard(AdaptiveCardInvokeResponse.Message("text"));
            return Task.CompletedTask;
        });

        using var response = await host.PostAsync(BotHost.Message(type: "invoke"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"text"}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Post_InvokeAnsweredWithAStatusAlone_HasNoBody()
    {
        await using var host = await BotHost.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = new InvokeResponse(412);
            return Task.CompletedTask;
        });

        using var response = await host.PostAsync(BotHost.Message(type: "invoke"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Post_InvokeThatNothingHandles_Is501()
    {
        await using var host = await BotHost.StartAsync((_, _) => Task.CompletedTask);
        using var response = await host.PostAsync(BotHost.Message(type: "invoke"));
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task Post_ExpectReplies_AnswersWithWhatWasSaid()
    {
        await using var host = await BotHost.StartAsync(async (turn, cancellationToken) =>
        {
            var first = await turn.SendActivityAsync("one", cancellationToken);
            var second = await turn.SendActivityAsync("two", cancellationToken);
            await turn.UpdateActivityAsync(new Activity { Type = ActivityTypes.Message, Id = first.Id, Text = "uno" }, cancellationToken);
            await turn.DeleteActivityAsync(second.Id!, cancellationToken);
            await turn.SendActivityAsync("three", cancellationToken);
        });

        using var response = await host.PostAsync(
            """{"type":"message","text":"hi","deliveryMode":"expectReplies","channelId":"emulator","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"c"}}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var activities = (await JsonAsync(response))["activities"]!.AsArray();
        Assert.Equal(["uno", "three"], activities.Select(activity => (string?)activity!["text"]));
        Assert.All(activities, activity => Assert.Equal("u", (string?)activity!["recipient"]!["id"]));
        Assert.Empty(host.Connector.Requests);
    }

    [Fact]
    public async Task Post_UnknownType_IsAcceptedAndIgnored()
    {
        var turns = 0;
        await using var host = await BotHost.StartAsync((_, _) =>
        {
            turns++;
            return Task.CompletedTask;
        });
        using var response = await host.PostAsync("""{"type":"somethingNew","odd":{"x":1}}""");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);

        await host.StopAsync();
        Assert.Equal(0, turns);
    }

    [Fact]
    public async Task Post_UnknownFields_ReachTheBot()
    {
        var seen = new TaskCompletionSource<Activity>();
        await using var host = await BotHost.StartAsync((turn, _) =>
        {
            seen.SetResult(turn.Activity);
            return Task.CompletedTask;
        });
        using var response = await host.PostAsync(BotHost.Message().Replace("\"text\"", "\"odd\":{\"x\":1},\"text\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("""{"x":1}""", (await seen.Task.WaitAsync(TestContext.Current.CancellationToken)).Properties?["odd"].GetRawText());
    }

    [Fact]
    public async Task Post_TheSameActivityAgain_IsAcceptedAndNotProcessedTwice()
    {
        await using var host = await BotHost.StartAsync();
        foreach (var json in new[] { BotHost.Message("first"), BotHost.Message("again"), BotHost.Message("other", id: "2"), BotHost.Message("elsewhere", conversation: "d") })
        {
            using var response = await host.PostAsync(json);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        await host.StopAsync();
        Assert.Equal(["elsewhere", "first", "other"], host.Connector.Requests.Select(request => request.Text).Order());
    }

    [Theory]
    [InlineData("""{"type":"message","id":"1","channelId":"emulator","serviceUrl":"http://localhost:9/"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message","id":"1","conversation":{"id":""},"serviceUrl":"http://localhost:9/"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message","id":"1","conversation":{"id":"c"}}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"type":"message","id":"1","conversation":{"id":"c"},"serviceUrl":"https://evil.example/"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"type":"message","id":"1","conversation":{"id":"c"},"serviceUrl":"http://localhost@evil.example/"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"type":"message","id":"1","conversation":{"id":"c"},"serviceUrl":"file:///etc/passwd"}""", HttpStatusCode.Forbidden)]
    public async Task Post_ActivityThatCannotBeAnswered_IsRefused(string json, HttpStatusCode expected)
    {
        await using var host = await BotHost.StartAsync();
        using var response = await host.PostAsync(json);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Post_AnotherContentType_Is415(string contentType)
    {
        await using var host = await BotHost.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(BotHost.Message()));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.PostAsync(content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyBeyondTheLimit_Is413(bool lengthIsTold)
    {
        await using var host = await BotHost.StartAsync();
        var json = BotHost.Message(new string('x', 300_000));
        using HttpContent content = lengthIsTold
            ? new StringContent(json, Encoding.UTF8, "application/json")
            : new StreamContent(new UnknownLengthStream(Encoding.UTF8.GetBytes(json))) { Headers = { ContentType = new("application/json") } };
        using var response = await host.PostAsync(content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_BodyBelowTheLimitInChunks_IsRead()
    {
        await using var host = await BotHost.StartAsync();
        var text = new string('x', 200_000);
        using var content = new StreamContent(new UnknownLengthStream(Encoding.UTF8.GetBytes(BotHost.Message(text)))) { Headers = { ContentType = new("application/json") } };
        using var response = await host.PostAsync(content);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(text, (await host.Connector.NextAsync()).Text);
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
