using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Ingestion;
using BotQA.Web;
using BotQA.Web.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>The real endpoints on a free port of this computer, with a bot that says what a test expects.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ChatHost(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Where documents are read, ready unless a test says otherwise.</summary>
    public KnowledgeState State => _application.Services.GetRequiredService<KnowledgeState>();

    public static async Task<ChatHost> StartAsync(bool isReady = true, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bot:Authentication:AllowAnonymous"] = "true",
            ["Chat:Examples:0"] = "How many foreign leaders attended?",
            ["Chat:Examples:1"] = "Who skipped the event?",
        });
        var state = new KnowledgeState("knowledge");
        if (isReady)
        {
            SetReady(state);
        }

        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton<IDocumentCatalog, ListedDocuments>();
        builder.Services.AddActivityProtocol().AddBot<DemoBot>();
        builder.Services.AddChatPage();
        var application = builder.Build();
        foreach (var title in (string[])["Victory Day greetings", "Annual report 2025", "Handbook for new colleagues"])
        {
            application.Services.GetRequiredService<IDocumentCatalog>().Put(new Document { Id = $"{title}.txt", Title = title, Text = "Upwards of 30 foreign leaders attended." });
        }

        application.MapBotMessages();
        application.MapChatPage();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new ChatHost(application);
    }

    public static void SetReady(KnowledgeState state) => state.SetReady(new IngestionReport(Documents: 3, Chunks: 9, Failures: []));

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
