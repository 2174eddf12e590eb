using System.Net;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Connector;

public sealed class ConnectorClientTests : IDisposable
{
    private const string ServiceUrl = "https://smba.trafficmanager.net/teams";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly FakeConnector _channel;
    private readonly ServiceProvider _services;
    private readonly ConnectorClient _connector;

    public ConnectorClientTests()
    {
        _channel = new FakeConnector(_time);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bot:Authentication:AppId"] = TokenIssuer.AppId,
            ["Bot:Authentication:ClientSecret"] = "not a secret",
        }).Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IOutboundTokenProvider, FakeTokens>();
        services.AddActivityProtocol();
        services.AddHttpClient(ConnectorClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => _channel);
        _services = services.BuildServiceProvider();
        _connector = _services.GetRequiredService<ConnectorClient>();
    }

    public static TheoryData<int> RefusalsWithoutRetry => [400, 401, 403, 404, 405, 409, 413, 500, 501, 503];

    [Theory]
    [InlineData(ServiceUrl)]
    [InlineData(ServiceUrl + "/")]
    [InlineData(ServiceUrl + "//")]
    public async Task SendToConversationAsync_IdWithSpecialCharacters_IsEscaped(string serviceUrl)
    {
        var response = await _connector.SendToConversationAsync(Message("19:abc@thread.tacv2;messageid=1|2/3?4#5%6", serviceUrl), cancellationToken: Token);
        Assert.Equal("sent-1", response.Id);
        var request = Assert.Single(_channel.Requests);
        Assert.Equal(
            "https://smba.trafficmanager.net/teams/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1%7C2%2F3%3F4%235%256/activities",
            request.Uri.AbsoluteUri);
        Assert.Equal((HttpMethod.Post, "Bearer token-for-https://api.botframework.com/.default"), (request.Method, request.Authorization));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(null)]
    public async Task SendToConversationAsync_IdThatWouldChangeThePath_Throws(string? id)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _connector.SendToConversationAsync(Message(id), cancellationToken: Token));
        Assert.Empty(_channel.Requests);
    }

    [Fact]
    public async Task ReplyUpdateDelete_Calls_HaveTheirVerbsAndPaths()
    {
        var message = Message("c");
        message.ReplyToId = "1:x";
        message.Id = "2:y";
        await _connector.ReplyToActivityAsync(message, cancellationToken: Token);
        await _connector.UpdateActivityAsync(message, cancellationToken: Token);
        await _connector.DeleteActivityAsync(message.GetConversationReference(), "3:z", cancellationToken: Token);
        Assert.Equal(
            [
                (HttpMethod.Post, "/teams/v3/conversations/c/activities/1%3Ax"),
                (HttpMethod.Put, "/teams/v3/conversations/c/activities/2%3Ay"),
                (HttpMethod.Delete, "/teams/v3/conversations/c/activities/3%3Az"),
            ],
            _channel.Requests.Select(request => (request.Method, request.Uri.AbsolutePath)));
    }

    [Fact]
    public async Task CreateConversationAsync_Answer_IsRead()
    {
        _channel.Respond = (_, _) => Task.FromResult(FakeConnector.Json(HttpStatusCode.Created, """{"id":"new","activityId":"a","serviceUrl":"https://s"}"""));
        var response = await _connector.CreateConversationAsync(
            ServiceUrl,
            new ConversationParameters { IsGroup = false, Bot = new ChannelAccount { Id = "b" }, Members = [new ChannelAccount { Id = "u" }] },
            Token);
        Assert.Equal(("new", "a", "https://s"), (response.Id, response.ActivityId, response.ServiceUrl));
        Assert.Equal("/teams/v3/conversations", _channel.Requests[0].Uri.AbsolutePath);
        Assert.Equal("""{"isGroup":false,"bot":{"id":"b"},"members":[{"id":"u"}]}""", _channel.Requests[0].Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"id":"x"}""", "x")]
    [InlineData(HttpStatusCode.Created, """{"id":"x"}""", "x")]
    [InlineData(HttpStatusCode.Accepted, """{"id":"x"}""", "x")]
    [InlineData(HttpStatusCode.Accepted, "{}", null)]
    [InlineData(HttpStatusCode.Accepted, "", null)]
    [InlineData(HttpStatusCode.Accepted, "Accepted", null)]
    [InlineData(HttpStatusCode.NoContent, "", null)]
    public async Task SendToConversationAsync_Accepted_ReadsTheIdIfThereIsOne(HttpStatusCode status, string body, string? expected)
    {
        _channel.Respond = (_, _) => Task.FromResult(FakeConnector.Json(status, body));
        Assert.Equal(expected, (await _connector.SendToConversationAsync(Message("c"), cancellationToken: Token)).Id);
    }

    [Theory]
    [MemberData(nameof(RefusalsWithoutRetry))]
    public async Task SendToConversationAsync_OtherRefusals_AreNotRetried(int status)
    {
        _channel.Respond = (_, _) => Task.FromResult(FakeConnector.Error((HttpStatusCode)status, "Code", "words"));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token));
        Assert.Equal(((HttpStatusCode)status, "Code", "words"), (exception.StatusCode!.Value, exception.ErrorCode, exception.ErrorMessage));
        Assert.Single(_channel.Requests);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"error":"text"}""")]
    [InlineData("")]
    public async Task SendToConversationAsync_RefusalWithoutAnError_StillHasItsStatus(string body)
    {
        _channel.Respond = (_, _) => Task.FromResult(FakeConnector.Json(HttpStatusCode.BadRequest, body));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token));
        Assert.Equal((HttpStatusCode.BadRequest, null), (exception.StatusCode!.Value, exception.ErrorCode));
    }

    [Fact]
    public async Task SendToConversationAsync_Redirect_IsNotFollowed()
    {
        _channel.Respond = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri("https://evil.example/") } });
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, exception.StatusCode);
        Assert.Single(_channel.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task SendToConversationAsync_TransientRefusals_AreRetriedWithGrowingWaits(int status)
    {
        _channel.Respond = (_, _) => Task.FromResult(
            _channel.Requests.Count < 4 ? FakeConnector.Error((HttpStatusCode)status, "Code", "words") : FakeConnector.Json(HttpStatusCode.OK, """{"id":"x"}"""));
        Assert.Equal("x", (await RunAsync(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token))).Id);

        var waits = _channel.Requests.Zip(_channel.Requests.Skip(1), (first, second) => second.At - first.At).ToList();
        Assert.Equal(3, waits.Count);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)));
        Assert.Single(_channel.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task SendToConversationAsync_RefusedForGood_ThrowsAfterTheRetries()
    {
        _channel.Respond = (_, _) => Task.FromResult(FakeConnector.Error(HttpStatusCode.BadGateway, "Code", "words"));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => RunAsync(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token)));
        Assert.Equal(HttpStatusCode.BadGateway, exception.StatusCode);
        Assert.Equal(5, _channel.Requests.Count);
    }

    [Fact]
    public async Task SendToConversationAsync_RetryAfter_IsKept()
    {
        _channel.Respond = (_, _) =>
        {
            var response = FakeConnector.Json(_channel.Requests.Count == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, """{"id":"x"}""");
            response.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromSeconds(17));
            return Task.FromResult(response);
        };
        await RunAsync(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token));
        Assert.Equal(TimeSpan.FromSeconds(17), _channel.Requests[1].At - _channel.Requests[0].At);
    }

    [Fact]
    public async Task SendToConversationAsync_NoAnswer_EndsInTime()
    {
        _channel.Respond = async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return new HttpResponseMessage();
        };
        var call = _connector.SendToConversationAsync(Message("c"), cancellationToken: Token);
        await _channel.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(call.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => call);
        Assert.Equal((ConnectorErrorCodes.Timeout, null), (exception.ErrorCode, exception.StatusCode));
    }

    [Fact]
    public async Task SendToConversationAsync_NoConnection_SaysSo()
    {
        _channel.Respond = (_, _) => throw new HttpRequestException("refused");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connector.SendToConversationAsync(Message("c"), cancellationToken: Token));
        Assert.Equal(ConnectorErrorCodes.Unreachable, exception.ErrorCode);
        Assert.Single(_channel.Requests);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://smba.trafficmanager.net/teams")]
    [InlineData("http://localhost:1/")]
    [InlineData(null)]
    public async Task SendToConversationAsync_ServiceUrlNotAllowed_SendsNothing(string? serviceUrl)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connector.SendToConversationAsync(Message("c", serviceUrl), cancellationToken: Token));
        Assert.Equal(ConnectorErrorCodes.ServiceUrlNotAllowed, exception.ErrorCode);
        Assert.Empty(_channel.Requests);
    }

    [Fact]
    public async Task SendToConversationAsync_ManyAtOnce_KeepTeamsLimits()
    {
        await RunAsync(() => Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
        {
            var message = Message("c");
            message.Text = $"{number}";
            return _connector.SendToConversationAsync(message, cancellationToken: Token);
        }).ToList()));

        var times = _channel.Requests.Select(request => request.At).Order().ToList();
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), _channel.Requests.Select(request => request.Text));
        Assert.All(times, time => Assert.InRange(times.Count(other => other >= time && other < time.AddSeconds(1)), 1, 7));
        Assert.All(times, time => Assert.InRange(times.Count(other => other >= time && other < time.AddSeconds(2)), 1, 8));
    }

    public void Dispose()
    {
        _services.Dispose();
        _channel.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Activity Message(string? conversationId, string? serviceUrl = ServiceUrl) => new()
    {
        Type = ActivityTypes.Message,
        Text = "hi",
        ChannelId = Channels.MsTeams,
        ServiceUrl = serviceUrl,
        Conversation = new ConversationAccount { Id = conversationId },
    };

    private Task<T> RunAsync<T>(Func<Task<T>> call) => _time.RunAsync(call, TimeSpan.FromMilliseconds(100));
}
