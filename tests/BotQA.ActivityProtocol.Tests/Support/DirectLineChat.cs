using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A client's side of a conversation.</summary>
internal sealed record DirectLineChat(DirectLineHost Host, string Id, string Token, string? StreamUrl)
{
    // Long enough for a busy machine, and less than a test may take.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Path => $"/conversations/{Id}";

    /// <summary>Reads the answer that gave a token.</summary>
    public static async Task<DirectLineChat> OfAsync(DirectLineHost host, HttpResponseMessage response)
    {
        using (response)
        {
            response.EnsureSuccessStatusCode();
            var json = await JsonAsync(response);
            return new DirectLineChat(host, (string)json["conversationId"]!, (string)json["token"]!, (string?)json["streamUrl"]);
        }
    }

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>The texts of a set of activities.</summary>
    public static IEnumerable<string> Texts(JsonObject set) => set["activities"]!.AsArray().Select(activity => (string?)activity!["text"] ?? "");

    public async Task SayAsync(string text)
    {
        using var response = await Host.SendAsync(HttpMethod.Post, $"{Path}/activities", Token, DirectLineHost.Message(text));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>What came after a watermark; null for all.</summary>
    public async Task<JsonObject> PollAsync(string? watermark = null)
    {
        using var response = await Host.SendAsync(HttpMethod.Get, $"{Path}/activities?watermark={watermark}", Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    /// <summary>Polls from a watermark on until so many texts have come.</summary>
    public async Task<(List<string> Texts, string Watermark)> PollUntilAsync(int count, string? watermark = null)
    {
        using var timeout = Timeout();
        var texts = new List<string>();
        while (texts.Count < count)
        {
            timeout.Token.ThrowIfCancellationRequested();
            var set = await PollAsync(watermark);
            texts.AddRange(Texts(set));
            watermark = (string)set["watermark"]!;
        }

        return (texts, watermark!);
    }

    /// <summary>Asks for the stream again from a watermark on.</summary>
    public async Task<DirectLineChat> ReconnectAsync(string watermark) =>
        await OfAsync(Host, await Host.SendAsync(HttpMethod.Get, $"{Path}?watermark={watermark}", Token));

    /// <summary>Opens the stream.</summary>
    public async Task<ClientWebSocket> OpenStreamAsync()
    {
        using var timeout = Timeout();
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new Uri(StreamUrl!), timeout.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream until so many texts have come.</summary>
    public static async Task<(List<string> Texts, string Watermark)> ReadAsync(ClientWebSocket socket, int count)
    {
        using var timeout = Timeout();
        var texts = new List<string>();
        var watermark = "";
        while (texts.Count < count)
        {
            var set = (JsonObject)JsonNode.Parse(await FrameAsync(socket, timeout.Token))!;
            texts.AddRange(Texts(set));
            watermark = (string)set["watermark"]!;
        }

        return (texts, watermark);
    }

    private static CancellationTokenSource Timeout()
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        return timeout;
    }

    private static async Task<string> FrameAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1_024];
        using var frame = new MemoryStream();
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            await frame.WriteAsync(buffer.AsMemory(0, result.Count), cancellationToken);
        }
        while (!result.EndOfMessage);
        return Encoding.UTF8.GetString(frame.ToArray());
    }
}
