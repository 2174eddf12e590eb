using System.Net;
using System.Net.WebSockets;
using BotQA.ActivityProtocol.DirectLine;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

/// <summary>One conversation can neither read another nor speak in it.</summary>
public sealed class DirectLineIsolationTests
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/activities")]
    [InlineData("POST", "/activities")]
    [InlineData("POST", "/upload")]
    public async Task Request_TokenOfAnotherConversation_Is403AndChangesNothing(string method, string operation)
    {
        await using var host = await DirectLineHost.StartAsync();
        var ada = await host.ChatAsync();
        var eve = await host.ChatAsync();
        await ada.SayAsync("secret");
        var before = await ada.PollUntilAsync(2);

        using var content = method == "POST" ? DirectLineHost.Message("I am Ada") : null;
        using var response = await host.SendAsync(new HttpMethod(method), ada.Path + operation, eve.Token, content);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before.Watermark, (string?)(await ada.PollAsync())["watermark"]);
    }

    [Fact]
    public async Task Stream_UrlOfAnotherConversation_IsRefused()
    {
        await using var host = await DirectLineHost.StartAsync();
        var ada = await host.ChatAsync();
        var eve = await host.ChatAsync();

        var forged = eve with { StreamUrl = eve.StreamUrl!.Replace(eve.Id, ada.Id, StringComparison.Ordinal) };
        var exception = await Assert.ThrowsAsync<WebSocketException>(forged.OpenStreamAsync);

        Assert.Contains("403", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TokenOfOneConversation_NeverBeginsAnother()
    {
        await using var host = await DirectLineHost.StartAsync();
        var token = await host.TokenAsync();

        using var content = DirectLineHost.Json("""{"conversationId":"chosen","user":{"id":"ada"}}""");
        var chat = await DirectLineChat.OfAsync(host, await host.SendAsync(HttpMethod.Post, "/conversations", token.Token, content));

        Assert.Equal(token.Id, chat.Id);
    }

    [Fact]
    public async Task Post_ManyConversationsAtOnce_EachSeesItsOwnWordsAlone()
    {
        const int chats = 12;
        const int messages = 10;
        await using var host = await DirectLineHost.StartAsync();

        await Parallel.ForAsync(0, chats, TestContext.Current.CancellationToken, async (number, _) =>
        {
            var chat = await host.ChatAsync();
            for (var i = 0; i < messages; i++)
            {
                await chat.SayAsync($"{number}:{i}");
            }

            var (texts, _) = await chat.PollUntilAsync(2 * messages);
            Assert.Equal(Enumerable.Range(0, messages).Select(i => $"{number}:{i}"), texts.Where(text => !text.StartsWith("echo", StringComparison.Ordinal)));
            Assert.Equal(Enumerable.Range(0, messages).Select(i => $"echo {number}:{i}"), texts.Where(text => text.StartsWith("echo", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public async Task Post_FieldsThatAreTheServersToSay_AreOverwritten()
    {
        var seen = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DirectLineHost.StartAsync((turn, _) =>
        {
            if (turn.Activity.Type == ActivityTypes.Message)
            {
                seen.TrySetResult(turn.Activity);
            }

            return Task.CompletedTask;
        });
        var ada = await host.ChatAsync();
        var eve = await host.ChatAsync();
        using var content = DirectLineHost.Json(
            $$$"""
            {"type":"message","id":"mine","text":"hi","channelId":"msteams","serviceUrl":"https://evil.example/","deliveryMode":"expectReplies",
             "from":{"id":"ada","role":"bot"},"recipient":{"id":"someone"},"conversation":{"id":"{{{eve.Id}}}","isGroup":true},
             "membersAdded":[{"id":"x"}],"relatesTo":{"conversation":{"id":"{{{eve.Id}}}"} } }
            """);

        using var response = await host.SendAsync(HttpMethod.Post, $"{ada.Path}/activities", ada.Token, content);
        var activity = await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(ada.Id, activity.Conversation!.Id);
        Assert.Null(activity.Conversation.IsGroup);
        Assert.Equal(Channels.WebChat, activity.ChannelId);
        Assert.Equal(RoleTypes.User, activity.From!.Role);
        Assert.Equal(new DirectLineOptions().BotId, activity.Recipient!.Id);
        Assert.NotEqual("mine", activity.Id);
        Assert.DoesNotContain("evil", activity.ServiceUrl, StringComparison.Ordinal);
        Assert.Null(activity.MembersAdded);
        Assert.Null(activity.RelatesTo);
        Assert.Null(activity.DeliveryMode);
        Assert.Empty(DirectLineChat.Texts(await eve.PollAsync()));
    }

    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("trace")]
    [InlineData("somethingNew")]
    public async Task Post_TypeThatIsTheServersToSend_Is400(string type)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = DirectLineHost.Json($$"""{"type":"{{type}}","from":{"id":"ada"},"membersAdded":[{"id":"bot"}]}""");
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Post_UserOfAToken_SpeaksForItselfAlone()
    {
        await using var host = await DirectLineHost.StartAsync();
        var issued = host.Services.GetRequiredService<DirectLineTokenIssuer>().Issue("dl_ada");
        var chat = await DirectLineChat.OfAsync(host, await host.SendAsync(HttpMethod.Post, "/conversations", issued.Token));
        var open = await host.ChatAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, chat, "dl_ada"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, chat, "dl_eve"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, chat, "ada"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, open, "dl_ada"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, open, new string('x', 257)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, open, ""));
    }

    [Fact]
    public async Task Post_AnswerOfTheBot_ComesBehindItsQuestion()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();

        using var content = DirectLineHost.Json("""{"type":"message","text":"hi","from":{"id":"ada"},"channelData":{"clientActivityID":"c-1"}}""");
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
        var id = (string?)(await DirectLineChat.JsonAsync(response))["id"];
        await chat.PollUntilAsync(2);
        var activities = (await chat.PollAsync())["activities"]!.AsArray();

        Assert.Equal(["hi", "echo hi"], activities.Select(activity => (string?)activity!["text"]));
        Assert.Equal(id, (string?)activities[0]!["id"]);
        Assert.Equal("c-1", (string?)activities[0]!["channelData"]!["clientActivityID"]);
        Assert.Equal(id, (string?)activities[1]!["replyToId"]);
        Assert.Equal("bot", (string?)activities[1]!["from"]!["role"]);
    }

    private static async Task<HttpStatusCode> PostAsync(DirectLineHost host, DirectLineChat chat, string user)
    {
        using var content = DirectLineHost.Message("hi", user);
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
        return response.StatusCode;
    }
}
