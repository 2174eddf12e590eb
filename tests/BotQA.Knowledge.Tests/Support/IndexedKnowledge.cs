using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Support;

/// <summary>The whole way from documents to answers, with the real model.</summary>
internal sealed class IndexedKnowledge : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private IndexedKnowledge(ServiceProvider services) => _services = services;

    public IQuestionAnswerer Answerer => _services.GetRequiredService<IQuestionAnswerer>();

    public IPassageRetriever Retriever => _services.GetRequiredService<IPassageRetriever>();

    public ConversationAnswerer Conversations => _services.GetRequiredService<ConversationAnswerer>();

    public IDocumentCatalog Catalog => _services.GetRequiredService<IDocumentCatalog>();

    /// <summary>What indexing a folder did, or null when texts were indexed.</summary>
    public IngestionReport? Report { get; private set; }

    public IKnowledgeIndexer Indexer => _services.GetRequiredService<IKnowledgeIndexer>();

    /// <summary>Indexes the documents that ship with BotQA.</summary>
    public static Task<IndexedKnowledge> OfSampleAsync(Action<AnsweringOptions>? configure = null) =>
        OfFolderAsync(Path.Combine(AppContext.BaseDirectory, "knowledge"), configure);

    /// <summary>Indexes the documents of a folder.</summary>
    public static async Task<IndexedKnowledge> OfFolderAsync(string path, Action<AnsweringOptions>? configure = null)
    {
        var knowledge = Create(configure);
        var folder = knowledge._services.GetRequiredService<KnowledgeFolder>();
        knowledge.Report = await knowledge.Indexer.IndexAsync(folder.ReadAsync(path));
        return knowledge;
    }

    /// <summary>Indexes texts under names.</summary>
    public static async Task<IndexedKnowledge> OfAsync(params (string Id, string Text)[] texts)
    {
        var knowledge = Create();
        await knowledge.Indexer.IndexAsync(Read(texts));
        return knowledge;
    }

    public static IAsyncEnumerable<DocumentReadResult> Read(params (string Id, string Text)[] texts) =>
        texts.Select(text => DocumentReadResult.Read(new Document { Id = text.Id, Title = text.Id, Text = text.Text })).ToAsyncEnumerable();

    public Task<Answer> AskAsync(string question) => Answerer.AnswerAsync(question, cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // Time to read, however busy the machine is: then the same question always gets the same answer.
    private static IndexedKnowledge Create(Action<AnsweringOptions>? configure = null) => new(new ServiceCollection()
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddDocumentReaders()
        .AddEmbeddedMiniLm()
        .AddChunking()
        .AddInMemoryVectorStore()
        .AddIngestion()
        .AddRetrieval()
        .AddSpanReader(options => options.TimeBudget = TimeSpan.FromMinutes(1))
        .AddAnswering(configure)
        .AddConversations()
        .BuildServiceProvider());
}
