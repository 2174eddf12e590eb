using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Support;

/// <summary>The connector of a channel on a free loopback port. It takes each message once, by its idempotency key, as a channel that heeds it.</summary>
internal sealed class LoopbackConnector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _application;
    private readonly Lock _gate = new();
    private readonly List<Message> _messages = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    private LoopbackConnector(WebApplication application) => _application = application;

    /// <summary>What activities name as their service URL.</summary>
    public string Url => _application.Urls.First();

    /// <summary>The messages taken, in the order they came.</summary>
    public IReadOnlyList<Message> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>How many messages came a second time and were not shown again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Starts a connector.</summary>
    /// <param name="isOpen">Whether it takes messages; otherwise they wait for <see cref="Open"/>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LoopbackConnector> StartAsync(bool isOpen, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var connector = new LoopbackConnector(builder.Build());
        connector._application.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.ReceiveAsync);
        await connector._application.StartAsync(cancellationToken);
        if (isOpen)
        {
            connector.Open();
        }

        return connector;
    }

    /// <summary>Takes what waits, and what comes.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Waits until a number of messages was taken.</summary>
    public Task TakenAsync(int count) => WhenAsync(() => _messages.Count >= count);

    /// <summary>Waits until a number of messages waits for <see cref="Open"/>.</summary>
    public Task WaitingAsync(int count) => WhenAsync(() => _waiting >= count);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task WhenAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition())
                {
                    return;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Only {Messages.Count} messages were taken and {_waiting} waited after {Patience}.");
            }
        }
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var json = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        if ((string?)json["type"] == "message")
        {
            Change(() => _waiting++);
            await _open.Task.WaitAsync(context.RequestAborted);
            Change(() => Take(json, (string)context.Request.RouteValues["conversation"]!, context.Request.Headers["Idempotency-Key"].ToString()));
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"id":"{{Guid.NewGuid()}}"}""", context.RequestAborted);
    }

    private void Take(JsonObject json, string conversation, string key)
    {
        if (key.Length == 0 || _keys.Add(key))
        {
            _messages.Add(new Message(conversation, (string?)json["replyToId"] ?? "", (string?)json["text"] ?? ""));
        }
        else
        {
            Repeated++;
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }

    /// <summary>A message of the bot.</summary>
    /// <param name="Conversation">The conversation it was sent to.</param>
    /// <param name="ReplyToId">The activity that it answers.</param>
    /// <param name="Text">What it says.</param>
    internal sealed record Message(string Conversation, string ReplyToId, string Text);
}
