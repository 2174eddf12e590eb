using System.Net.Http.Headers;
using System.Text;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A host with the endpoint on a free port of this computer, in local mode unless a test says otherwise.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private BotHost(WebApplication application, FakeConnector connector)
    {
        _application = application;
        Connector = connector;
        Client = new HttpClient { BaseAddress = new Uri(application.Urls.First()) };
    }

    public FakeConnector Connector { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _application.Services;

    public static string Message(string text = "hi", string id = "1", string conversation = "c", string type = "message") =>
        $$$"""{"type":"{{{type}}}","id":"{{{id}}}","text":"{{{text}}}","channelId":"emulator","serviceUrl":"http://localhost:9/","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"{{{conversation}}}"}}""";

    /// <summary>Builds and starts a host.</summary>
    /// <param name="script">What the bot does; by default it echoes messages.</param>
    /// <param name="settings">Settings beyond or instead of local mode.</param>
    /// <param name="services">Changes to the services, made before the library's.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="url">What to listen on.</param>
    /// <param name="journal">The folder of the journal of accepted activities; null for none.</param>
    public static async Task<BotHost> StartAsync(
        Func<ITurnContext, CancellationToken, Task>? script = null,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? timeProvider = null,
        string url = "http://127.0.0.1:0",
        string? journal = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?> { ["Bot:Authentication:AllowAnonymous"] = "true" });

        var connector = new FakeConnector(timeProvider);
        services?.Invoke(builder.Services);
        if (timeProvider is not null)
        {
            builder.Services.AddSingleton(timeProvider);
        }

        builder.Services.AddTransient<IBot>(_ => new ScriptedBot(script ?? EchoAsync));
        var protocol = builder.Services.AddActivityProtocol();
        if (journal is not null)
        {
            builder.Configuration["Bot:Inbox:Path"] = journal;
            protocol.KeepJournal();
        }

        builder.Services.AddHttpClient(ConnectorClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => connector);

        var application = builder.Build();
        application.MapBotMessages();
        try
        {
            await application.StartAsync(TestContext.Current.CancellationToken);
            return new BotHost(application, connector);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public Task<HttpResponseMessage> PostAsync(string json, string? token = null) => PostAsync(new StringContent(json, Encoding.UTF8, "application/json"), token);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => _application.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        Connector.Dispose();
    }

    private static Task EchoAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Text is { Length: > 0 } text ? turnContext.SendActivityAsync(text, cancellationToken) : Task.CompletedTask;
}
