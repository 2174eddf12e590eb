using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotQA.Tests.Models.Support;

/// <summary>A provider on this computer's loopback address: replies by a script, and remembers what it was asked.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelCall> _calls = new();
    private readonly ConcurrentQueue<ModelReply> _script;
    private ModelReply _last;

    private ModelServer(WebApplication app, IReadOnlyList<ModelReply> script)
    {
        _app = app;
        _script = new ConcurrentQueue<ModelReply>(script);
        _last = script[^1];
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    /// <summary>Starts a server.</summary>
    /// <param name="script">A reply for each request in turn; the last one for all that follow.</param>
    public static async Task<ModelServer> StartAsync(params ModelReply[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ModelServer(app, script);
        app.Run(server.ReplyAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Replies otherwise from now on.</summary>
    public void Then(ModelReply reply)
    {
        _script.Clear();
        _last = reply;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task ReplyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var call = new ModelCall(
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.Length > 0 ? JsonNode.Parse(body)! : new JsonObject());
        _calls.Enqueue(call);
        context.Items[typeof(ModelCall)] = call;
        var reply = _script.TryDequeue(out var next) ? next : _last;
        await reply(context, context.RequestAborted);
    }
}
