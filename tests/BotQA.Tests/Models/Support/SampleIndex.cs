using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Tests.Models.Support;

/// <summary>The documents that ship with BotQA, indexed once; models are put before it test by test.</summary>
public sealed class SampleIndex : IAsyncLifetime
{
    private ServiceProvider? _services;

    public async ValueTask InitializeAsync()
    {
        _services = Build(new ServiceCollection());
        var folder = Get<KnowledgeFolder>().ReadAsync(Path.Combine(AppContext.BaseDirectory, "knowledge"), TestContext.Current.CancellationToken);
        await Get<IKnowledgeIndexer>().IndexAsync(folder, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>An index of other documents that shares the models of this one.</summary>
    public async Task<SampleIndex> OfAsync(params Document[] documents)
    {
        var services = new ServiceCollection()
            .AddSingleton(Get<IEmbeddingGenerator<string, Embedding<float>>>())
            .AddSingleton(Get<IPassageEncoder>())
            .AddSingleton(Get<IPassageReader>());
        var index = new SampleIndex { _services = Build(services) };
        await index.Get<IKnowledgeIndexer>().IndexAsync(documents.Select(DocumentReadResult.Read).ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken);
        return index;
    }

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    // Time to read, however busy the machine is: then the same question always gets the same answer.
    private static ServiceProvider Build(IServiceCollection services) => services
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddBotQA(new ConfigurationBuilder().Build())
        .Configure<SpanReaderOptions>(options => options.TimeBudget = TimeSpan.FromMinutes(1))
        .BuildServiceProvider();
}
