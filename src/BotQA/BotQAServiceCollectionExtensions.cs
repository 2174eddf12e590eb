using BotQA.Ingestion;
using BotQA.Knowledge.Documents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotQA;

/// <summary>Registers what every command and the server share.</summary>
internal static class BotQAServiceCollectionExtensions
{
    /// <summary>Adds the way from a folder of documents to cited answers. What is registered already stays.</summary>
    public static IServiceCollection AddBotQA(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDocumentReaders(configuration.GetSection(DocumentOptions.SectionName).Bind);
        services.TryAddSingleton<KnowledgeLoader>();
        return services;
    }
}
