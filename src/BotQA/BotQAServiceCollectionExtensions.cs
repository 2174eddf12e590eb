using BotQA.Feedback;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Reading;
using BotQA.Models.Embeddings;
using BotQA.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotQA;

/// <summary>Registers what every command and the server share.</summary>
internal static class BotQAServiceCollectionExtensions
{
    /// <summary>Adds the way from a folder of documents to cited answers, and the feedback on them. What is registered already stays.</summary>
    public static IServiceCollection AddBotQA(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDocumentReaders(configuration.GetSection(DocumentOptions.SectionName).Bind);
        services.AddConfiguredEmbeddings(configuration);
        services.AddEmbeddedMiniLm(configuration.GetSection(EmbeddingOptions.SectionName).Bind);
        services.AddChunking(configuration.GetSection(ChunkingOptions.SectionName).Bind);
        services.AddStorage(configuration);
        services.AddIngestion(configuration.GetSection(IngestionOptions.SectionName).Bind);
        services.AddRetrieval(configuration.GetSection("Retrieval").Bind);
        services.AddSpanReader(configuration.GetSection(SpanReaderOptions.SectionName).Bind);
        services.AddAnswering(configuration.GetSection("Answering").Bind);
        services.AddSharedState(configuration);
        services.AddConversations(configuration.GetSection(ConversationOptions.SectionName).Bind);
        services.AddFeedbackStore(configuration);
        return services;
    }
}
