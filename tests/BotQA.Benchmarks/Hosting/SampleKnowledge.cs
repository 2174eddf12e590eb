using BotQA.Bot;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Benchmarks.Hosting;

/// <summary>The answerer that the product uses, with its limit, over the documents that ship with BotQA.</summary>
internal sealed class SampleKnowledge : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddDocumentReaders()
        .AddEmbeddedMiniLm()
        .AddChunking()
        .AddInMemoryVectorStore()
        .AddIngestion()
        .AddRetrieval()
        .AddAnswering()
        .BuildServiceProvider();

    private readonly LimitedQuestionAnswerer _answerer;

    private SampleKnowledge() => _answerer = new LimitedQuestionAnswerer(_services.GetRequiredService<IQuestionAnswerer>(), Environment.ProcessorCount);

    public static async Task<SampleKnowledge> IndexAsync(CancellationToken cancellationToken)
    {
        var knowledge = new SampleKnowledge();
        var documents = knowledge._services.GetRequiredService<KnowledgeFolder>().ReadAsync(Path.Combine(AppContext.BaseDirectory, "knowledge"), cancellationToken);
        await knowledge._services.GetRequiredService<IKnowledgeIndexer>().IndexAsync(documents, cancellationToken: cancellationToken);
        return knowledge;
    }

    public async Task<string> ReplyAsync(string question, CancellationToken cancellationToken) =>
        (await _answerer.AnswerAsync(question, cancellationToken: cancellationToken)).Text;

    public ValueTask DisposeAsync()
    {
        _answerer.Dispose();
        return _services.DisposeAsync();
    }
}
