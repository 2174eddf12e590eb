using BotQA.Bot;
using BotQA.Knowledge;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Hosting;

/// <summary>The answerer that the product uses, with its limit, over the documents that ship with BotQA.</summary>
internal sealed class SampleKnowledge : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IQuestionAnswerer _answerer;

    private SampleKnowledge(ServiceProvider services, IQuestionAnswerer answerer)
    {
        _services = services;
        _answerer = answerer;
    }

    public static async Task<SampleKnowledge> IndexAsync(CancellationToken cancellationToken)
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddDocumentReaders()
            .AddEmbeddedMiniLm()
            .AddChunking()
            .AddInMemoryVectorStore()
            .AddIngestion()
            .AddRetrieval()
            .AddAnswering()
            .Decorate<IQuestionAnswerer>((_, inner) => new LimitedQuestionAnswerer(inner, Environment.ProcessorCount))
            .BuildServiceProvider();
        var documents = services.GetRequiredService<KnowledgeFolder>().ReadAsync(Path.Combine(AppContext.BaseDirectory, "knowledge"), cancellationToken);
        await services.GetRequiredService<IKnowledgeIndexer>().IndexAsync(documents, cancellationToken: cancellationToken);
        return new SampleKnowledge(services, services.GetRequiredService<IQuestionAnswerer>());
    }

    /// <summary>The same with a language model before it.</summary>
    public SampleKnowledge With(UselessModel model)
    {
        var settings = new Dictionary<string, string?> { ["Model:Provider"] = ModelProvider.OpenAICompatible, ["Model:Name"] = "m", ["Model:Endpoint"] = model.Endpoint };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_answerer)
            .AddSingleton(_services.GetRequiredService<IPassageRetriever>())
            .AddSingleton(_services.GetRequiredService<PassageReranker>())
            .AddSingleton(_services.GetRequiredService<PassageMatcher>())
            .AddSingleton(_services.GetRequiredService<IDocumentCatalog>())
            .AddSingleton(_services.GetRequiredService<IOptions<AnsweringOptions>>())
            .AddConfiguredModel(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return new SampleKnowledge(services, services.GetRequiredService<IQuestionAnswerer>());
    }

    public async Task<string> ReplyAsync(string question, CancellationToken cancellationToken) =>
        (await _answerer.AnswerAsync(question, cancellationToken: cancellationToken)).Text;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
