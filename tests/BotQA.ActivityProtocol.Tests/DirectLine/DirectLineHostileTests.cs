using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

/// <summary>Whatever a client sends, it gets the status it deserves, and the server goes on.</summary>
public sealed class DirectLineHostileTests
{
    private const string File = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n";

    public static TheoryData<string, string> Uploads => new()
    {
        { "", "nothing at all" },
        { "not multipart", "no part" },
        { "--b--\r\n", "no part before the end" },
        { "--b\r\n\r\n", "a part without an end" },
        { "--other\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--other--\r\n", "another boundary" },
        { File, "no end" },
        { File[..^4], "an end in the middle" },
        { $"--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\n{{\"type\":\"message\",\"from\":{{\"id\":\"a\"}}}}\r\n--b--\r\n", "an activity without a file" },
        { $"{File}--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\nnot json\r\n--b--\r\n", "an activity that isn't JSON" },
        { $"{File}--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\n[]\r\n--b--\r\n", "an activity that isn't an object" },
        { $"{string.Concat(Enumerable.Repeat(File, 25))}--b--\r\n", "too many parts" },
        { $"--b\r\n{string.Concat(Enumerable.Range(0, 50).Select(i => $"X-{i}: y\r\n"))}\r\nx\r\n--b--\r\n", "too many headers" },
        { $"--b\r\nContent-Disposition: form-data; name=\"{new string('x', 40_000)}\"\r\n\r\nx\r\n--b--\r\n", "a header that is too long" },
        { "--b\r\nno colon here\r\n\r\nx\r\n--b--\r\n", "a header that isn't one" },
    };

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"text":"hi"}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","from":{}}""")]
    [InlineData("""{"type":"message","from":{"id":7}}""")]
    [InlineData("""{"type":"message","from":"ada"}""")]
    [InlineData("""{"type":"message","from":{"id":"ada"},"text":["hi"]}""")]
    [InlineData("""{"type":"message","from":{"id":"ada"},"text":"\ud800"}""")]
    [InlineData("""{"type":"message","from":{"id":"ada"},"text":"hi"}}""")]
    [InlineData("""{"type":"message","from":{"id":"ada"},"text":"hi",}""")]
    public async Task Post_MalformedActivity_Is400AndShowsNothing(string json)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = DirectLineHost.Json(json);
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((string?)(await DirectLineChat.JsonAsync(response))["error"]!["message"]);
        Assert.Empty(DirectLineChat.Texts(await chat.PollAsync()));
    }

    [Fact]
    public async Task Post_DeepJson_Is400()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = DirectLineHost.Json($$"""{"type":"message","from":{"id":"ada"},"value":{{new string('[', 20_000)}}{{new string(']', 20_000)}}}""");
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/tokens/generate", "not json", HttpStatusCode.BadRequest)]
    [InlineData("/tokens/generate", "[]", HttpStatusCode.BadRequest)]
    [InlineData("/tokens/generate", "null", HttpStatusCode.BadRequest)]
    [InlineData("/tokens/generate", """{"user":"ada"}""", HttpStatusCode.BadRequest)]
    [InlineData("/tokens/generate", """{"locale":"\udfff"}""", HttpStatusCode.BadRequest)]
    [InlineData("/conversations", "not json", HttpStatusCode.BadRequest)]
    [InlineData("/conversations", """{"user":{"id":{}}}""", HttpStatusCode.BadRequest)]
    public async Task Start_MalformedBody_Is400(string path, string json, HttpStatusCode expected)
    {
        await using var host = await DirectLineHost.StartAsync();
        var token = await host.TokenAsync();
        using var content = DirectLineHost.Json(json);
        using var response = await host.SendAsync(HttpMethod.Post, path, token.Token, content);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData("nonsense")]
    public async Task Post_AnotherContentType_Is415(string? contentType)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"type":"message","from":{"id":"ada"}}"""));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("%201")]
    [InlineData("one")]
    [InlineData("%D9%A1")]
    [InlineData("99999999999999999999")]
    [InlineData("1;drop")]
    [InlineData("%00")]
    public async Task Read_BadWatermark_Is400(string watermark)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        foreach (var path in new[] { $"{chat.Path}?watermark={watermark}", $"{chat.Path}/activities?watermark={watermark}" })
        {
            using var response = await host.SendAsync(HttpMethod.Get, path, chat.Token);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task Read_WatermarkOfTheFuture_ShowsWhatComesNext()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        var set = await chat.PollAsync("1000000");
        await chat.SayAsync("hi");

        Assert.Empty(DirectLineChat.Texts(set));
        Assert.Equal(["hi", "echo hi"], (await chat.PollUntilAsync(2, (string?)set["watermark"])).Texts);
    }

    [Theory]
    [InlineData("Authorization", "")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Bearer x")]
    [InlineData("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJjb252IjoiYSJ9.")]
    [InlineData("Authorization", "Basic YTpi")]
    [InlineData("X-Authorization", "Bearer x")]
    public async Task Request_WithoutATokenOfThisServer_Is401Everywhere(string header, string value)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        foreach (var (method, path) in Operations(chat))
        {
            using var request = new HttpRequestMessage(method, DirectLineHost.Root + path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Request_TwoTokensAtOnce_Is401()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{DirectLineHost.Root}{chat.Path}/activities");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {chat.Token}", "Bearer x"]);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Request_TokenOfAServerBefore_Is401()
    {
        string token;
        await using (var before = await DirectLineHost.StartAsync())
        {
            token = (await before.ChatAsync()).Token;
        }

        await using var host = await DirectLineHost.StartAsync();
        using var response = await host.SendAsync(HttpMethod.Post, "/tokens/refresh", token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Request_ConversationThatNeverBegan_Is404()
    {
        await using var host = await DirectLineHost.StartAsync();
        var token = await host.TokenAsync();
        using var read = await host.SendAsync(HttpMethod.Get, $"{token.Path}/activities", token.Token);
        using var content = DirectLineHost.Message("hi");
        using var write = await host.SendAsync(HttpMethod.Post, $"{token.Path}/activities", token.Token, content);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, write.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    public async Task Generate_PageOrComputerElsewhere_Is403(string header, string value)
    {
        await using var host = await DirectLineHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{DirectLineHost.Root}/tokens/generate");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task Upload_Nonsense_Is400AndShowsNothing(string body, string what)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = Multipart(Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=b");
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=ada", chat.Token, content);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, string.Create(CultureInfo.InvariantCulture, $"{what}: {response.StatusCode}"));
        Assert.Empty(DirectLineChat.Texts(await chat.PollAsync()));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789xxxxxxxxxx")]
    public async Task Upload_WithoutAUsableBoundary_Is415(string contentType)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        using var content = Multipart(Encoding.UTF8.GetBytes($"{File}--b--\r\n"), contentType);
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=ada", chat.Token, content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Upload_File_ReachesTheBotByNameAndTypeAlone()
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DirectLineHost.StartAsync((turn, _) =>
        {
            if (turn.Activity.Attachments is [var file])
            {
                seen.TrySetResult($"{turn.Activity.From!.Id} {file.Name} {file.ContentType} {file.ContentUrl} {file.Content}");
            }

            return Task.CompletedTask;
        });
        var chat = await host.ChatAsync();
        using var content = Multipart(Encoding.UTF8.GetBytes($"{File}--b--\r\n"), "multipart/form-data; boundary=b");
        using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=ada", chat.Token, content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ada a.txt text/plain", (await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).TrimEnd());
    }

    /// <summary>No JSON brings the server down, whichever fields it holds and of whichever types; what it accepts, it shows.</summary>
    [Fact]
    public async Task Post_AnyJson_Is200Or4xxAndStaysReadable()
    {
        await using var host = await DirectLineHost.StartAsync(turns: options => options.ConversationCapacity = 1_000);
        var chat = await host.ChatAsync();
        await Gen.OneOf(JsonGen.Object(3), JsonGen.Value(3), JsonGen.Activity.Select(activity =>
        {
            activity["from"] = new JsonObject { ["id"] = "ada" };
            return (JsonNode?)activity;
        })).SampleAsync(async node =>
        {
            using var content = DirectLineHost.Json(node?.ToJsonString() ?? "null");
            using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);
            return (int)response.StatusCode is 200 or >= 400 and < 500;
        }, iter: 1_000, threads: 4);

        Assert.NotEmpty(DirectLineChat.Texts(await chat.PollAsync()));
    }

    [Fact]
    public async Task Upload_AnyBytes_Are4xx()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.ChatAsync();
        await Gen.OneOf(
            Gen.Byte.Array[0, 400],
            Gen.Int[0, File.Length].Select(length => Encoding.UTF8.GetBytes(File[..length])),
            Gen.Select(Gen.Int[0, File.Length - 1], Gen.Byte, (index, value) => Corrupt(index, value))).SampleAsync(async bytes =>
        {
            using var content = Multipart(bytes, "multipart/form-data; boundary=b");
            using var response = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=ada", chat.Token, content);
            return (int)response.StatusCode is 200 or >= 400 and < 500;
        }, iter: 500, threads: 4);

        await chat.PollAsync();
    }

    private static byte[] Corrupt(int index, byte value)
    {
        var bytes = Encoding.UTF8.GetBytes($"{File}--b--\r\n");
        bytes[index] = value;
        return bytes;
    }

    private static ByteArrayContent Multipart(byte[] bytes, string contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Operations(DirectLineChat chat) =>
    [
        (HttpMethod.Post, "/tokens/refresh"),
        (HttpMethod.Post, "/conversations"),
        (HttpMethod.Get, chat.Path),
        (HttpMethod.Get, $"{chat.Path}/activities"),
        (HttpMethod.Post, $"{chat.Path}/activities"),
        (HttpMethod.Post, $"{chat.Path}/upload"),
        (HttpMethod.Get, $"{chat.Path}/stream"),
    ];
}
