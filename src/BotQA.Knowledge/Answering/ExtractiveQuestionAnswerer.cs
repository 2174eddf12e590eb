using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Answering;

/// <summary>Answers with the sentences of the documents that answer the question best, or says that none does.</summary>
internal sealed class ExtractiveQuestionAnswerer(
    IPassageRetriever retriever,
    PassageMatcher matcher,
    PassageReranker reranker,
    SentenceRanker ranker,
    IDocumentCatalog catalog,
    IOptions<AnsweringOptions> options,
    TimeProvider time) : IQuestionAnswerer
{
    private const int Attempts = 3;
    private const string Underspecified = "That can mean more than one thing here. Which do you mean?";

    private readonly LinearModel _unread = LinearModel.Load("confidence", ConfidenceFeatures.Names);
    private readonly LinearModel _read = LinearModel.Load("confidence-reader", ConfidenceFeatures.NamesWithReader);
    private readonly LinearModel _unreadByKeywords = LinearModel.Load("confidence-keyword", ConfidenceFeatures.Names);
    private readonly LinearModel _readByKeywords = LinearModel.Load("confidence-keyword-reader", ConfidenceFeatures.NamesWithReader);
    private readonly AnswerComposer _composer = new(catalog, matcher, options.Value.MaxCitations);

    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var started = time.GetTimestamp();
        var answer = await FindAsync(question.Trim(), options, Attempts, cancellationToken);
        return answer with { Elapsed = time.GetElapsedTime(started) };
    }

    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            // The reader is loaded beside the encoder, for which the practice question waits first.
            var reading = Task.Run(() => reranker.Prepare(cancellationToken), cancellationToken);
            await FindAsync(PracticeQuestion.Text, new AnswerOptions { AdditionalChunks = [PracticeQuestion.Passage] }, attempts: 1, cancellationToken);
            await reading;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nobody has asked yet.
        }
    }

    private async Task<Answer> FindAsync(string question, AnswerOptions? request, int attempts, CancellationToken cancellationToken)
    {
        if (QuestionGuard.Check(question) is { } objection)
        {
            return NotFound(question, objection.Reason, objection.Reply);
        }

        if (catalog.Count == 0 && request?.AdditionalChunks is not { Count: > 0 })
        {
            return NotFound(question, NotFoundReason.NoDocuments, "There are no documents yet. Add some to the knowledge folder, and ask again.");
        }

        var scope = new RetrievalRequest { DocumentIds = request?.DocumentIds, AdditionalChunks = request?.AdditionalChunks, Context = request?.Context };
        var found = await retriever.RetrieveAsync(question, scope, cancellationToken);
        var retrieval = reranker.Rerank(found, cancellationToken);
        var ranked = WithoutShown(ranker.Rank(retrieval), request);
        if (ranked.Count == 0)
        {
            return NotFound(question, NotFoundReason.NotInDocuments, AnswerComposer.NotInDocuments);
        }

        var evidence = ConfidenceFeatures.Extract(retrieval, ranked, matcher);
        var model = ConfidenceModel(retrieval);
        var confidence = 1 / (1 + Math.Exp(-model.Score(evidence)));
        var named = model.Features.Zip(evidence).ToDictionary(pair => pair.First, pair => pair.Second);
        if (confidence < options.Value.Threshold)
        {
            var script = ScriptCheck.UsesOther(found);
            return NotFound(question, script ? NotFoundReason.OtherScript : NotFoundReason.NotInDocuments, script ? AnswerComposer.OtherScript : AnswerComposer.NotInDocuments) with
            {
                Confidence = confidence,
                Related = script ? [] : Related(ranked),
                Candidate = new AnswerCandidate(_composer.ShortAnswer(retrieval.Question, ranked[0]), ranked[0].Text, ranked[0].Passage.Chunk.DocumentId),
                Retrieved = retrieval.Retrieved,
                Evidence = named,
            };
        }

        var readings = request?.OffersReadings == true && found.ContextSimilarity is null or <= RetrievalWeights.UnrelatedContext
            ? QuestionReadings.Of(retrieval.Question, ranked, candidate => _composer.ShortAnswer(retrieval.Question, candidate))
            : [];
        if (readings.Count > 0)
        {
            return NotFound(question, NotFoundReason.Underspecified, Underspecified) with
            {
                Readings = readings,
                Confidence = confidence,
                Retrieved = retrieval.Retrieved,
                Evidence = named,
            };
        }

        if (_composer.Compose(retrieval.Question, ranked) is not { } composed)
        {
            // The document has changed since it was found; what it says now may be something else.
            return attempts > 1
                ? await FindAsync(question, request, attempts - 1, cancellationToken)
                : NotFound(question, NotFoundReason.NotInDocuments, AnswerComposer.NotInDocuments);
        }

        return new Answer
        {
            Status = AnswerStatus.Answered,
            Question = question,
            ShortAnswer = composed.ShortAnswer,
            Text = composed.Text,
            Confidence = confidence,
            Citations = composed.Citations,
            Retrieved = retrieval.Retrieved,
            Evidence = named,
        };
    }

    private LinearModel ConfidenceModel(ReadRetrieval retrieval) => (retrieval.IsRead, ByKeywords: retrieval.Question.Embedding.IsEmpty) switch
    {
        (true, false) => _read,
        (false, false) => _unread,
        (true, true) => _readByKeywords,
        (false, true) => _unreadByKeywords,
    };

    private static IReadOnlyList<SentenceCandidate> WithoutShown(IReadOnlyList<SentenceCandidate> ranked, AnswerOptions? request) => request is not { Shown.Count: > 0 }
        ? ranked
        : [.. ranked.Where(candidate => !request.Shown.Any(quote => quote.DocumentId == candidate.Passage.Chunk.DocumentId && quote.Span.Overlaps(candidate.Span)))];

    private List<Citation> Related(IReadOnlyList<SentenceCandidate> ranked)
    {
        var related = new List<Citation>();
        foreach (var candidate in ranked.DistinctBy(candidate => candidate.Passage.Chunk.Key).Take(options.Value.MaxRelated))
        {
            if (catalog.TryGetSource(candidate.Passage.Chunk, out var document) && candidate.Span.IsWithin(document.Text))
            {
                related.Add(Citation.Of(related.Count + 1, document, candidate.Span));
            }
        }

        return related;
    }

    private static Answer NotFound(string question, NotFoundReason reason, string reply) => new()
    {
        Status = AnswerStatus.NotFound,
        Reason = reason,
        Question = question,
        ShortAnswer = string.Empty,
        Text = reply,
        Confidence = 0,
        Citations = [],
    };
}
