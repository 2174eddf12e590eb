using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Sends a conversation's activities over a WebSocket as they come, from a watermark on.</summary>
internal sealed class DirectLineStream(IHostApplicationLifetime lifetime)
{
    // Clients send nothing but empty messages to see whether the connection is still there.
    private const int MaxPingBytes = 1_024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Accepts the WebSocket and returns when it is closed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="conversation">The conversation; the stream is counted in already.</param>
    /// <param name="watermark">The place of the last activity that the client has.</param>
    public async Task RunAsync(HttpContext context, DirectLineConversation conversation, long watermark)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var sending = SendAsync(socket, conversation, watermark, ended.Token);
        var receiving = ReceiveAsync(socket, ended.Token);
        await Task.WhenAny(sending, receiving);
        await ended.CancelAsync();

        var status = receiving.IsCompletedSuccessfully ? await receiving : WebSocketCloseStatus.EndpointUnavailable;
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync(socket, status);
    }

    private static async Task SendAsync(WebSocket socket, DirectLineConversation conversation, long watermark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = conversation.After(watermark);
            if (page.Entries.Count > 0)
            {
                await socket.SendAsync(ActivitySetWriter.Write(page), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            watermark = page.Watermark;
            await page.Changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads past what the client sends until it closes or sends more than it should.</summary>
    private static async Task<WebSocketCloseStatus> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxPingBytes];
        var length = 0;
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return WebSocketCloseStatus.NormalClosure;
            }

            length += result.Count;
            if (length >= MaxPingBytes)
            {
                return WebSocketCloseStatus.MessageTooBig;
            }

            length = result.EndOfMessage ? 0 : length;
        }
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        // A read or write that was cancelled has aborted the socket; the client then comes back by itself.
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var timeout = new CancellationTokenSource(CloseTimeout);
        await socket.CloseOutputAsync(status, statusDescription: null, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
