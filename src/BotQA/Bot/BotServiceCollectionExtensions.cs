using System.Security.Cryptography;
using System.Text;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Inbox;
using BotQA.Bot.Rendering;
using BotQA.Feedback;
using BotQA.Knowledge;
using BotQA.Knowledge.Embeddings;
using BotQA.Sources;
using BotQA.Telemetry;
using BotQA.Uploads;
using BotQA.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Registers the chat bot.</summary>
internal static class BotServiceCollectionExtensions
{
    /// <summary>
    /// Adds the bot with the Activity Protocol, the renderers, the source viewer, and telemetry. It expects what
    /// <see cref="BotQAServiceCollectionExtensions.AddBotQA"/> adds, and a <see cref="Knowledge.Answering.IQuestionAnswerer"/>. What is registered already stays.
    /// </summary>
    public static IServiceCollection AddBotQABot(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IBotReadiness, KnowledgeReadiness>();
        services.AddActivityProtocol().AddBot<QuestionAnsweringBot>().KeepJournal();
        services.AddOptions<InboxOptions>().PostConfigure<KnowledgeState, IOptions<BotAuthenticationOptions>, IOptions<EmbeddingOptions>>(SetJournalFolder);
        services.AddBoundOptions<BotOptions, BotOptionsValidator>(BotOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotOptions>, PublicUrlValidator>());
        services.TryAddSingleton<PublicAddress>();
        services.TryAddSingleton<WelcomedConversations>();
        services.TryAddSingleton<SentAnswers>();
        services.TryAddSingleton<QuestionLimiter>();
        services.TryAddSingleton<ExampleQuestions>();
        services.TryAddSingleton<BotMessages>();
        services.TryAddSingleton<AnswerDelivery>();
        services.TryAddSingleton<BotMetrics>();
        services.AddRenderers();
        services.AddSources();
        services.AddUploads();
        services.TryAddSingleton<FeedbackRecorder>();
        return services.AddBotQATelemetry(configuration);
    }

    // Bots of one user on one computer mustn't answer each other's messages.
    private static void SetJournalFolder(
        InboxOptions options, KnowledgeState knowledge, IOptions<BotAuthenticationOptions> authentication, IOptions<EmbeddingOptions> embeddings)
    {
        var bot = SHA256.HashData(Encoding.UTF8.GetBytes($"{authentication.Value.AppId}\n{knowledge.Path}"));
        options.Path ??= Path.Combine(CacheFolder.Resolve(embeddings.Value.CachePath), "inbox", Convert.ToHexStringLower(bot.AsSpan(0, 8)));
    }

    // The one for every channel comes last.
    private static void AddRenderers(this IServiceCollection services)
    {
        services.TryAddSingleton<AnswerRenderers>();
        services.AddSingleton<IAnswerRenderer, TeamsAnswerRenderer>();
        services.AddSingleton<IAnswerRenderer, WebChatAnswerRenderer>();
        services.AddSingleton<IAnswerRenderer, MarkdownAnswerRenderer>();
    }

    private static void AddSources(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(nameof(BotQA));
        services.AddBoundOptions<SourceOptions, SourceOptionsValidator>(SourceOptions.SectionName);
        services.TryAddSingleton<SourceTokens>();
        services.TryAddSingleton<OriginalFiles>();
        services.TryAddSingleton<ISourceLinks, SourceLinks>();
    }

    private static void AddBoundOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
