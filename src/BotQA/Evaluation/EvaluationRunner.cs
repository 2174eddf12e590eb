using BotQA.Evaluation.Sets;
using BotQA.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Evaluation;

/// <summary>Indexes a set's corpus and asks its questions.</summary>
internal sealed class EvaluationRunner(IKnowledgeIndexer indexer, IQuestionAnswerer answerer, TimeProvider time)
{
    /// <summary>Runs one evaluation. The outcomes come in the order of the questions, however many run at once.</summary>
    /// <param name="set">The corpus and the questions.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="progress">Told after each batch of documents and each question, from any thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="InvalidOperationException">None of the documents could be indexed, or asking a question failed.</exception>
    public async Task<EvaluationRun> RunAsync(
        EvaluationSet set, EvaluationOptions options, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var ingestion = await IndexAsync(set, progress, cancellationToken);
        var indexingTime = time.GetElapsedTime(started);

        var others = options.Unanswerable?.Questions.Select(q => new EvaluationQuestion { Id = q.Id, Question = q.Question, Answerable = false }) ?? [];
        var outcomes = await AskAsync([.. set.Questions, .. others], set, options, progress, cancellationToken);
        return new EvaluationRun
        {
            Set = set,
            Options = options,
            Ingestion = ingestion,
            IndexingTime = indexingTime,
            Outcomes = outcomes[..set.Questions.Count],
            OutOfCorpus = outcomes[set.Questions.Count..],
        };
    }

    private async Task<IngestionReport> IndexAsync(EvaluationSet set, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var documents = set.Documents.Select(DocumentReadResult.Read).ToAsyncEnumerable();
        var report = new CallbackProgress<IngestionProgress>(p => progress?.Report(new(EvaluationStage.Indexing, p.Documents, set.Documents.Count)));
        var ingestion = await indexer.IndexAsync(documents, report, cancellationToken);
        return ingestion.Documents > 0
            ? ingestion
            : throw new InvalidOperationException(
                $"None of the {set.Documents.Count} documents of {set.Name} could be indexed.{(ingestion.Failures is [var first, ..] ? $" {first.Id}: {first.Reason}" : "")}");
    }

    private async Task<QuestionOutcome[]> AskAsync(
        EvaluationQuestion[] questions, EvaluationSet set, EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var outcomes = new QuestionOutcome[questions.Length];
        var unrelated = options.UnrelatedHistory ? EvaluationHistory.Unrelated(set) : [];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, questions.Length, parallel, async (i, token) =>
        {
            var question = questions[i];
            var search = new AnswerOptions
            {
                DocumentIds = options.Given ? [.. question.Documents.Where(d => d.Value > 0).Select(d => d.Key)] : null,
                History = i < unrelated.Count ? unrelated[i] : EvaluationHistory.Of(question.History),
            };
            var answer = await AnswerAsync(question, search, token);
            var retrieved = AnswerJson.DocumentsOf(answer.Retrieved).Where(d => !set.IgnoresOwnDocument || d != question.Id).Take(AnswerJson.MaxRetrieved);
            outcomes[i] = new QuestionOutcome(question, answer, [.. retrieved]);
            progress?.Report(new(EvaluationStage.Asking, Interlocked.Increment(ref done), questions.Length));
        });
        return outcomes;
    }

    private async Task<Answer> AnswerAsync(EvaluationQuestion question, AnswerOptions search, CancellationToken cancellationToken)
    {
        try
        {
            return await answerer.AnswerAsync(question.Question, search, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"The question {question.Id} could not be asked: {e.Message}", e);
        }
    }
}
