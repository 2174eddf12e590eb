using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.DirectLine;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A Direct Line server on a free port of this computer, in local mode, with a bot that echoes messages unless a test says otherwise.</summary>
internal sealed class DirectLineHost : IAsyncDisposable
{
    public const string Root = "/v3/directline";

    private readonly WebApplication _application;

    private DirectLineHost(WebApplication application)
    {
        _application = application;
        Client = new HttpClient { BaseAddress = new Uri(application.Urls.First()), Timeout = TimeSpan.FromMinutes(1) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _application.Services;

    public static async Task<DirectLineHost> StartAsync(
        Func<ITurnContext, CancellationToken, Task>? script = null,
        Action<DirectLineOptions>? configure = null,
        Action<TurnOptions>? turns = null,
        TimeProvider? timeProvider = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Bot:Authentication:AllowAnonymous"] = "true" });
        builder.Services.AddSingleton(timeProvider ?? TimeProvider.System);
        builder.Services.AddTransient<IBot>(_ => new ScriptedBot(script ?? EchoAsync));
        builder.Services.AddActivityProtocol();
        builder.Services.AddDirectLine(options =>
        {
            options.TokensPerMinute = 10_000;
            configure?.Invoke(options);
        });
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        if (turns is not null)
        {
            builder.Services.Configure(turns);
        }

        var application = builder.Build();
        application.MapDirectLine();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new DirectLineHost(application);
    }

    /// <summary>Sends a request to a path below <see cref="Root"/>.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, Root + path) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A token for a conversation that hasn't begun.</summary>
    public async Task<DirectLineChat> TokenAsync() => await DirectLineChat.OfAsync(this, await SendAsync(HttpMethod.Post, "/tokens/generate"));

    /// <summary>A conversation.</summary>
    public async Task<DirectLineChat> ChatAsync()
    {
        var chat = await TokenAsync();
        return await DirectLineChat.OfAsync(this, await SendAsync(HttpMethod.Post, "/conversations", chat.Token));
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static StringContent Message(string text, string user = "ada") =>
        Json(new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = user } }.ToJsonString());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }

    private static Task EchoAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Type == ActivityTypes.Message ? turnContext.SendActivityAsync($"echo {turnContext.Activity.Text}", cancellationToken) : Task.CompletedTask;
}
