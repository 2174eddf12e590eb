using System.Net;
using System.Text;
using System.Threading.Channels;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A connector that records what it receives and answers as a test says.</summary>
internal sealed class FakeConnector(TimeProvider? timeProvider = null) : HttpMessageHandler
{
    private readonly Channel<RecordedRequest> _received = Channel.CreateUnbounded<RecordedRequest>();
    private readonly List<RecordedRequest> _requests = [];
    private int _lastId;

    /// <summary>The answer to a call; by default 200 with a new id.</summary>
    public Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>? Respond { get; set; }

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string message) =>
        Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

    /// <summary>The next call that no test has waited for yet.</summary>
    public Task<RecordedRequest> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken).OrTimeout();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = new RecordedRequest(
            request.Method,
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "",
            (timeProvider ?? TimeProvider.System).GetUtcNow(),
            request.Content?.Headers.TryGetValues("Idempotency-Key", out var keys) == true ? keys.Single() : null);
        lock (_requests)
        {
            _requests.Add(recorded);
        }

        _received.Writer.TryWrite(recorded);
        var response = Respond is { } respond ? await respond(recorded, cancellationToken) : Json(HttpStatusCode.OK, $$"""{"id":"sent-{{Interlocked.Increment(ref _lastId)}}"}""");
        response.RequestMessage = request;
        return response;
    }
}
