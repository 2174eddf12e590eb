using System.Text.Json;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.Bot;
using BotQA.Feedback;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Storage;
using BotQA.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.Tests.Support;

/// <summary>The bot with its own services, a document, and a channel that records what it says.</summary>
internal sealed class Chat : IAsyncDisposable
{
    public const string BotId = "bot";
    public const string Question = "How long was the truce?";

    private readonly ServiceProvider _services;
    private int _lastId;

    public Chat(IQuestionAnswerer? answerer = null, IReadOnlyDictionary<string, string?>? settings = null, bool ready = true, ILoggerProvider? logs = null, Action<IServiceCollection>? configure = null, params Document[] documents)
    {
        Catalog = new FixedCatalog(documents.Length > 0 ? documents : [Document]);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Bot:Authentication:AllowAnonymous"] = "true" })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        Knowledge = new KnowledgeState("knowledge");
        if (ready)
        {
            Knowledge.SetReady(new IngestionReport(Catalog.Count, Catalog.Count, []));
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Debug);
            if (logs is not null)
            {
                logging.AddProvider(logs);
            }
        });
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IFeedbackStore>(Feedback);
        services.AddSingleton<IDocumentCatalog>(Catalog);
        services.AddSingleton(Knowledge);
        services.AddSharedState(configuration);
        services.AddSingleton(answerer ?? new ScriptedAnswerer(q => Some.Answered(q, "72-hour", Document, "Russia declared a 72-hour truce.")));
        services.AddConversations();
        services.AddDocumentReaders().AddEmbeddedMiniLm().AddChunking().AddInMemoryVectorStore().AddIngestion();
        services.AddBotQABot(configuration);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public static Document Document { get; } = Some.Document();

    public SkippingTimeProvider Time { get; } = new();

    public MemoryFeedbackStore Feedback { get; } = new();

    public FixedCatalog Catalog { get; }

    public KnowledgeState Knowledge { get; }

    public RecordingSender Channel { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An activity from a user; in Teams in a personal chat unless said otherwise.</summary>
    public Activity From(string type, string channel = Channels.MsTeams, string conversation = "c1", string user = "u1", string? conversationType = null) => new()
    {
        Type = type,
        Id = $"in-{++_lastId}",
        ChannelId = channel,
        ServiceUrl = "https://smba.trafficmanager.net/teams/",
        From = new ChannelAccount { Id = user, Name = "A user" },
        Recipient = new ChannelAccount { Id = BotId, Name = "BotQA" },
        Conversation = new ConversationAccount
        {
            Id = conversation,
            ConversationType = conversationType ?? (channel == Channels.MsTeams ? ConversationTypes.Personal : null),
            IsGroup = conversationType is null or ConversationTypes.Personal ? null : true,
        },
    };

    /// <summary>A message from a user.</summary>
    public Activity Says(string? text, string channel = Channels.MsTeams, string conversation = "c1", string user = "u1", string? conversationType = null)
    {
        var message = From(ActivityTypes.Message, channel, conversation, user, conversationType);
        message.Text = text;
        return message;
    }

    /// <summary>Feedback by Teams' buttons.</summary>
    public Activity Reacts(string reaction, string? replyToId, string? comment = null, string conversation = "c1", string user = "u1")
    {
        var invoke = From(ActivityTypes.Invoke, conversation: conversation, user: user);
        invoke.Name = InvokeNames.MessageSubmitAction;
        invoke.ReplyToId = replyToId;
        invoke.Value = JsonSerializer.SerializeToElement(new
        {
            actionName = "feedback",
            actionValue = new { reaction, feedback = JsonSerializer.Serialize(new { feedbackText = comment ?? "" }) },
        });
        return invoke;
    }

    /// <summary>Runs one turn.</summary>
    public async Task<InvokeResponse?> TurnAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        var context = new TurnContext(activity, Channel, new CallerIdentity(CallerKind.Anonymous, null));
        await _services.GetRequiredService<IBot>().OnTurnAsync(context, cancellationToken);
        return context.InvokeResponse;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
