using Azure.Core;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Generation;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Models.Embeddings;

/// <summary>Registers the provider's embedding model that the settings name.</summary>
internal static class EmbeddingModelServiceCollectionExtensions
{
    private const string IndexingClient = "embeddings";
    private const string QuestionClient = "question-embeddings";

    /// <summary>
    /// Has the configured model embed documents and questions. To be called before the embedded model is added, which then stands back; without
    /// settings of a provider nothing is registered, and nothing of it is loaded.
    /// </summary>
    public static IServiceCollection AddConfiguredEmbeddings(this IServiceCollection services, IConfiguration configuration) =>
        ModelSettings.AskForEmbeddings(configuration) ? services.AddEmbeddings(configuration) : services;

    private static IServiceCollection AddEmbeddings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddingModelOptions>().Configure(options => ModelSettings.Bind(options, configuration, ModelSettings.Embeddings)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddingModelOptions>, EmbeddingModelOptionsValidator>());
        services.AddModelHttpClient(IndexingClient, ModelRetries.CreatePatient());
        services.AddModelHttpClient(QuestionClient, ModelRetries.Create());
        services.TryAddSingleton<EmbeddingCentre>();
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(CreateForQuestions);
        services.TryAddSingleton<IPassageEncoder>(CreateForPassages);
        return services;
    }

    private static QuestionEmbeddingGenerator CreateForQuestions(IServiceProvider provider)
    {
        var (options, time) = (provider.GetRequiredService<IOptions<EmbeddingModelOptions>>().Value, provider.GetRequiredService<TimeProvider>());
        var centred = Centre(provider, new BatchedEmbeddingGenerator(CreateClient(provider, options, QuestionClient), options.BatchSize));
        return new QuestionEmbeddingGenerator(new TimedEmbeddingGenerator(centred, options.QuestionTimeLimit, time), options, time);
    }

    private static TextPassageEncoder CreateForPassages(IServiceProvider provider)
    {
        var (options, time) = (provider.GetRequiredService<IOptions<EmbeddingModelOptions>>().Value, provider.GetRequiredService<TimeProvider>());
        var timed = new TimedEmbeddingGenerator(CreateClient(provider, options, IndexingClient), options.TimeLimit, time);
        return new TextPassageEncoder(Centre(provider, new BatchedEmbeddingGenerator(timed, options.BatchSize)), options.Identity, options.PassagePrefix);
    }

    private static CentredEmbeddingGenerator Centre(IServiceProvider provider, IEmbeddingGenerator<string, Embedding<float>> generator) =>
        new(generator, provider.GetRequiredService<EmbeddingCentre>());

    private static VerifiedEmbeddingGenerator CreateClient(IServiceProvider provider, EmbeddingModelOptions options, string httpClient)
    {
        var client = ModelClients.CreateEmbeddingGenerator(
            options, provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClient), provider.GetService<TokenCredential>());
        var observed = new EmbeddingGeneratorBuilder<string, Embedding<float>>(client)
            .UseOpenTelemetry(provider.GetService<ILoggerFactory>(), GenerationTelemetry.Name)
            .Build(provider);
        return new VerifiedEmbeddingGenerator(observed, options);
    }
}
