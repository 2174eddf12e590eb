using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BotQA.Benchmarks.Hosting;

/// <summary>A language model behind OpenAI's API on a free port of this computer that is dead, slow or wrong.</summary>
internal sealed class UselessModel : IAsyncDisposable
{
    private readonly WebApplication _application = LoopbackServer.Create().Build();
    private int _calls;

    private UselessModel()
    {
    }

    public string Endpoint { get; private set; } = "";

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Starts a model; one that is <c>dead</c> is ended at once, so that nobody listens at its address.</summary>
    public static async Task<UselessModel> StartAsync(string kind, CancellationToken cancellationToken)
    {
        var model = new UselessModel();
        model._application.Run(context => model.ReplyAsync(context, kind));
        await model._application.StartAsync(cancellationToken);
        model.Endpoint = $"{model._application.Urls.First()}/v1";
        if (kind == "dead")
        {
            await model._application.StopAsync(cancellationToken);
        }

        return model;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReplyAsync(HttpContext context, string kind)
    {
        Interlocked.Increment(ref _calls);
        if (kind == "slow")
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(
            """
            data: {"id":"1","object":"chat.completion.chunk","created":0,"model":"m","choices":[{"index":0,"delta":{"content":"Nobody knows [1]. It was 1,234 years ago [99]."},"finish_reason":"stop"}]}

            data: [DONE]


            """,
            context.RequestAborted);
    }
}
