using System.Net;
using System.Net.WebSockets;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

/// <summary>A client that goes on from its watermark misses nothing and sees nothing twice.</summary>
public sealed class DirectLineReconnectTests
{
    [Fact]
    public async Task Stream_ConnectionLost_GoesOnFromTheWatermark()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        string watermark;
        using (var socket = await chat.OpenStreamAsync())
        {
            await chat.SayAsync("one");
            var seen = await DirectLineChat.ReadAsync(socket, 2);
            Assert.Equal(["one", "echo one"], seen.Texts);
            watermark = seen.Watermark;
            socket.Abort();
        }

        await chat.SayAsync("two");
        await chat.PollUntilAsync(4);
        var again = await chat.ReconnectAsync(watermark);
        using var second = await again.OpenStreamAsync();
        await chat.SayAsync("three");
        var rest = await DirectLineChat.ReadAsync(second, 4);

        Assert.Equal(["two", "echo two", "three", "echo three"], rest.Texts);
    }

    [Fact]
    public async Task Stream_CutOffAgainAndAgain_LosesAndRepeatsNothing()
    {
        const int messages = 30;
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        var saying = Task.Run(async () =>
        {
            for (var i = 0; i < messages; i++)
            {
                await chat.SayAsync($"{i}");
            }
        }, TestContext.Current.CancellationToken);

        var texts = new List<string>();
        var watermark = "0";
        while (texts.Count < 2 * messages)
        {
            var again = await chat.ReconnectAsync(watermark);
            using var socket = await again.OpenStreamAsync();
            (var seen, watermark) = await DirectLineChat.ReadAsync(socket, 1);
            texts.AddRange(seen);
            socket.Abort();
        }

        await saying;
        Assert.Equal(Enumerable.Range(0, messages).Select(i => $"{i}"), texts.Where(text => !text.StartsWith("echo", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(0, messages).Select(i => $"echo {i}"), texts.Where(text => text.StartsWith("echo", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Poll_FromTheWatermark_GetsWhatTheStreamGets()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var socket = await chat.OpenStreamAsync();
        for (var i = 0; i < 5; i++)
        {
            await chat.SayAsync($"{i}");
        }

        var polled = await chat.PollUntilAsync(10);
        var streamed = await DirectLineChat.ReadAsync(socket, 10);

        Assert.Equal(streamed.Texts, polled.Texts);
        Assert.Empty(DirectLineChat.Texts(await chat.PollAsync(polled.Watermark)));
    }

    [Fact]
    public async Task Start_AnswerNeverArrived_FindsTheConversationAgain()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        await chat.SayAsync("hi");

        using var response = await host.SendAsync(HttpMethod.Post, "/conversations", chat.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(chat.Id, (string?)(await DirectLineChat.JsonAsync(response))["conversationId"]);
        Assert.Contains("hi", DirectLineChat.Texts(await chat.PollAsync()));
    }

    [Fact]
    public async Task Stream_EmptyPingsAndAPoliteEnd_AreUnderstood()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var socket = await chat.OpenStreamAsync();

        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        await chat.SayAsync("hi");
        await DirectLineChat.ReadAsync(socket, 2);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }
}
