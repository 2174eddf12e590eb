using System.Diagnostics;
using System.Globalization;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Activity = BotQA.ActivityProtocol.Schema.Activity;

namespace BotQA.Benchmarks.Hosting;

/// <summary>A channel's connector on a free port of this computer: it keeps every reply it takes, and refuses calls as planned.</summary>
internal sealed class LoopbackConnector : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedReply> _replies = [];
    private readonly Dictionary<string, long> _firstCalls = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _hasAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectorFaults _faults;
    private readonly WebApplication _application = LoopbackServer.Create().Build();
    private int _calls;

    private LoopbackConnector(ConnectorFaults faults) => _faults = faults;

    public string Url => _application.Urls.First();

    /// <summary>Ends when there are as many replies as questions, whichever they are.</summary>
    public Task HasAll => _hasAll.Task;

    /// <summary>How many calls came, refused ones included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The replies taken, in the order they came.</summary>
    public IReadOnlyList<ReceivedReply> Replies
    {
        get
        {
            lock (_gate)
            {
                return [.. _replies];
            }
        }
    }

    public static async Task<LoopbackConnector> StartAsync(ConnectorFaults faults, CancellationToken cancellationToken)
    {
        var connector = new LoopbackConnector(faults);
        connector._application.MapMethods("/v3/conversations/{conversation}/activities/{activity}", [HttpMethods.Post], connector.ReceiveAsync);
        await connector._application.StartAsync(cancellationToken);
        return connector;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Interlocked.Increment(ref _calls);
        if (!ActivityJson.TryParse(body.GetBuffer().AsSpan(0, (int)body.Length), out var activity, out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (Take((string)context.Request.RouteValues["conversation"]!, (string)context.Request.RouteValues["activity"]!, activity) is { } fault)
        {
            context.Response.StatusCode = (int)fault.Status;
            context.Response.Headers.RetryAfter = fault.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"id":"{{Guid.NewGuid()}}"}""", context.RequestAborted);
        }
    }

    private ConnectorFaults.Fault? Take(string conversationId, string questionId, Activity activity)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            _firstCalls.TryAdd(questionId, now);
            if (_faults.Next(questionId) is { } fault)
            {
                return fault;
            }

            _replies.Add(new ReceivedReply(conversationId, questionId, activity, _firstCalls[questionId], now, ThreadPool.PendingWorkItemCount));
            if (_replies.Count == LoadQuestion.All.Count)
            {
                _hasAll.SetResult();
            }

            return null;
        }
    }
}
