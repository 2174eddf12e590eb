using BotQA.Bot;
using BotQA.Ingestion;
using BotQA.Models;
using BotQA.Storage;
using BotQA.Web.Chat;

namespace BotQA.Web;

/// <summary>Composes the web server.</summary>
internal static class BotQAServer
{
    /// <summary>Where the server listens unless a setting says otherwise; the port is the one bot tools expect.</summary>
    public const string DefaultUrl = "http://localhost:3978";

    private static readonly string[] UrlSettings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    /// <summary>A server that indexes its documents in the background as soon as it is started.</summary>
    public static WebApplication Create(BotQAServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (options.Urls is not null)
        {
            builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        else if (!UrlSettings.Any(setting => builder.Configuration.GetSection(setting).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        if (options.Verbose)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Debug).AddFilter(nameof(BotQA), LogLevel.Debug);
        }

        // Not in development alone, as on the command line; the environment goes before.
        builder.Configuration.AddUserSecrets(typeof(BotQAServer).Assembly, optional: true).AddEnvironmentVariables();
        options.Configure(builder);

        // First of the services that are started, as it takes the longest and the others needn't wait for it.
        builder.Services.AddHostedService<KnowledgeIndexingService>();
        builder.Services.AddBotQA(builder.Configuration);
        builder.Services.LimitConcurrentAnswers();

        // A model that is waited for takes no processor, and so no place among the answers at work.
        builder.Services.AddConfiguredModel(builder.Configuration);
        builder.Services.AnswerOutages();
        builder.Services.AddBotQABot(builder.Configuration);
        builder.Services.AddChatPage();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(new KnowledgeState(KnowledgeLocation.Resolve(options.KnowledgePath, builder.Configuration)));
        builder.Services.AddKnowledgeFeed();
        builder.Services.AddHostedService<KnowledgeWatchingService>();
        builder.Services.AddHostedService<AnswererPreparingService>();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealth();
        app.MapAskApi();
        app.MapBotQABot();
        app.MapChatPage();
        return app;
    }
}
