using System.Net;
using System.Net.WebSockets;
using System.Text;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

public sealed class DirectLineLimitTests
{
    [Fact]
    public async Task Generate_MoreTokensThanAMinuteAllows_Is429()
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.TokensPerMinute = 3);
        for (var i = 0; i < 3; i++)
        {
            await host.TokenAsync();
        }

        using var response = await host.SendAsync(HttpMethod.Post, "/tokens/generate");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Generate_TokensAllTaken_StillRefreshesThoseThatAreOut()
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.TokensPerMinute = 1);
        var chat = await host.ChatAsync();

        using var response = await host.SendAsync(HttpMethod.Post, "/tokens/refresh", chat.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Refresh_BeforeAndAfterTheEnd_GivesATokenOfTheSameConversationOr403()
    {
        var time = new ShiftedTimeProvider();
        await using var host = await DirectLineHost.StartAsync(timeProvider: time);
        var chat = await host.ChatAsync();
        time.Shift(TimeSpan.FromMinutes(40));
        var refreshed = await DirectLineChat.OfAsync(host, await host.SendAsync(HttpMethod.Post, "/tokens/refresh", chat.Token));
        time.Shift(TimeSpan.FromMinutes(40));

        using var old = await host.SendAsync(HttpMethod.Post, "/tokens/refresh", chat.Token);
        using var oldRead = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", chat.Token);
        using var read = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", refreshed.Token);

        Assert.Equal(chat.Id, refreshed.Id);
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
        Assert.Equal("TokenExpired", (string?)(await DirectLineChat.JsonAsync(old))["error"]!["code"]);
        Assert.Equal(HttpStatusCode.Forbidden, oldRead.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Stream_UrlThatIsTooOld_IsRefused()
    {
        var time = new ShiftedTimeProvider();
        await using var host = await DirectLineHost.StartAsync(timeProvider: time);
        var chat = await host.ChatAsync();
        time.Shift(TimeSpan.FromMinutes(2));

        var exception = await Assert.ThrowsAsync<WebSocketException>(chat.OpenStreamAsync);

        Assert.Contains("403", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ConversationSilentForTooLong_Is404()
    {
        var time = new ShiftedTimeProvider();
        await using var host = await DirectLineHost.StartAsync(timeProvider: time, configure: options => options.TokenLifetime = TimeSpan.FromHours(12));
        var chat = await host.ChatAsync();
        time.Shift(TimeSpan.FromHours(3));

        using var response = await host.SendAsync(HttpMethod.Get, chat.Path, chat.Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Start_MoreConversationsThanKept_EndsTheOldestAlone()
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.MaxConversations = 2);
        var first = await host.ChatAsync();
        var second = await host.ChatAsync();
        await second.PollAsync();
        await host.ChatAsync();

        using var gone = await host.SendAsync(HttpMethod.Get, $"{first.Path}/activities", first.Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await second.PollAsync();
    }

    [Fact]
    public async Task Start_AllConversationsWatched_Is503()
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.MaxConversations = 1);
        var chat = await host.ChatAsync();
        using var socket = await chat.OpenStreamAsync();
        await chat.SayAsync("hi");
        await DirectLineChat.ReadAsync(socket, 1);
        var token = await host.TokenAsync();

        using var response = await host.SendAsync(HttpMethod.Post, "/conversations", token.Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Stream_MoreThanAConversationMayHave_Is429()
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.MaxStreams = 1);
        var chat = await host.ChatAsync();
        using var socket = await chat.OpenStreamAsync();
        await chat.SayAsync("hi");
        await DirectLineChat.ReadAsync(socket, 1);

        var exception = await Assert.ThrowsAsync<WebSocketException>(chat.OpenStreamAsync);

        Assert.Contains("429", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ClientThatSendsMuch_IsCutOff()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var socket = await chat.OpenStreamAsync();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));

        await socket.SendAsync(new byte[4_096], WebSocketMessageType.Text, endOfMessage: false, timeout.Token);

        // The server either says why or just hangs up; it doesn't go on reading.
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            var result = await socket.ReceiveAsync(new byte[64], timeout.Token);
            throw new WebSocketException($"{result.MessageType}: {socket.CloseStatus}");
        });
        Assert.NotEqual(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("/activities", true)]
    [InlineData("/activities", false)]
    [InlineData("/upload", true)]
    [InlineData("/upload", false)]
    public async Task Post_BodyBeyondTheLimit_Is413(string operation, bool lengthIsTold)
    {
        await using var host = await DirectLineHost.StartAsync(configure: options => options.MaxUploadBytes = 256 * 1_024);
        var chat = await host.ChatAsync();
        var bytes = Encoding.UTF8.GetBytes(operation == "/upload"
            ? $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{new string('x', 512 * 1_024)}\r\n--b--\r\n"
            : $$"""{"type":"message","from":{"id":"ada"},"text":"{{new string('x', 512 * 1_024)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync());
        Assert.Empty(DirectLineChat.Texts(await chat.PollAsync()));

        // A server may close the connection while the rest is being sent, and then the client may not see its answer.
        async Task<HttpStatusCode> StatusAsync(int attempts = 10)
        {
            try
            {
                using HttpContent content = lengthIsTold ? new ByteArrayContent(bytes) : new StreamContent(new UnknownLengthStream(bytes));
                content.Headers.TryAddWithoutValidation("Content-Type", operation == "/upload" ? "multipart/form-data; boundary=b" : "application/json");
                using var response = await host.SendAsync(HttpMethod.Post, chat.Path + operation, chat.Token, content);
                return response.StatusCode;
            }
            catch (HttpRequestException) when (attempts > 1)
            {
                return await StatusAsync(attempts - 1);
            }
        }
    }

    [Fact]
    public async Task Post_MoreThanAConversationMayHaveWaiting_Is429AndIsNotShown()
    {
        var release = new TaskCompletionSource();
        await using var host = await DirectLineHost.StartAsync(
            (turn, _) => turn.Activity.Type == ActivityTypes.Message ? release.Task : Task.CompletedTask,
            turns: options => options.ConversationCapacity = 2);
        var chat = await host.ChatAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var content = DirectLineHost.Message($"{i}");
            using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
            statuses.Add(response.StatusCode);
        }

        var shown = DirectLineChat.Texts(await chat.PollAsync()).Count();
        release.SetResult();

        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(statuses.Count(status => status == HttpStatusCode.OK), shown);
    }

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
