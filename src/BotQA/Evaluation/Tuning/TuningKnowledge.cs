using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Retrieval;
using BotQA.Postgres;
using BotQA.Storage;

namespace BotQA.Evaluation.Tuning;

/// <summary>One evaluation set, indexed, with the parts of the way from question to answer that are tuned.</summary>
internal sealed class TuningKnowledge : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TuningKnowledge(EvaluationSet set, ServiceProvider services)
    {
        Set = set;
        _services = services;
    }

    public EvaluationSet Set { get; }

    public IPassageRetriever Retriever => _services.GetRequiredService<IPassageRetriever>();

    public IQuestionRewriter Rewriter => _services.GetRequiredService<IQuestionRewriter>();

    public PassageReranker Reranker => _services.GetRequiredService<PassageReranker>();

    public SentenceRanker Ranker => _services.GetRequiredService<SentenceRanker>();

    public PassageMatcher Matcher => _services.GetRequiredService<PassageMatcher>();

    /// <summary>Reads and indexes a set.</summary>
    /// <param name="path">The set.</param>
    /// <param name="questions">The most questions to keep, spaced evenly.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="configure">Changes the services; null for none.</param>
    /// <param name="cancellationToken">Ends the indexing.</param>
    public static async Task<TuningKnowledge> IndexAsync(
        string path, int questions, IConfiguration configuration, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        var set = (await EvaluationSetReader.ReadAsync(path, cancellationToken)).Sample(questions);
        var services = new ServiceCollection().AddLogging().AddBotQA(configuration).PostConfigure<SpanReaderOptions>(EvaluationOptions.AllowTimeToRead);
        services.UseScratchSchema();
        configure?.Invoke(services);
        var knowledge = new TuningKnowledge(set, services.BuildServiceProvider());
        knowledge._services.GetService<ScratchSchema>();
        await knowledge._services.GetRequiredService<IKnowledgeIndexer>()
            .IndexAsync(set.Documents.Select(DocumentReadResult.Read).ToAsyncEnumerable(), progress: null, cancellationToken);
        return knowledge;
    }

    /// <summary>What is found for a question, read where a reader is in use.</summary>
    public async Task<ReadRetrieval> RetrieveAsync(string question, RetrievalRequest? request, CancellationToken cancellationToken) =>
        Reranker.Rerank(await Retriever.RetrieveAsync(question, request, cancellationToken), cancellationToken);

    /// <summary>Whether a retrieval is of the kind that is tuned: with a reader, a statement isn't read and has other features.</summary>
    public bool Fits(ReadRetrieval retrieval) => retrieval.IsRead == Reranker.IsReading;

    /// <summary>Computes something for each question, several at once, in their order.</summary>
    public static async Task<IReadOnlyList<T>> ForEachAsync<T>(
        IReadOnlyList<EvaluationQuestion> questions, Func<EvaluationQuestion, CancellationToken, Task<T>> compute, CancellationToken cancellationToken)
    {
        var results = new T[questions.Count];
        await Parallel.ForAsync(0, questions.Count, cancellationToken, async (i, token) => results[i] = await compute(questions[i], token));
        return results;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
