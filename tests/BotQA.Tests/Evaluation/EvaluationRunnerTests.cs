using BotQA.Evaluation;
using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;

namespace BotQA.Tests.Evaluation;

public class EvaluationRunnerTests
{
    private static readonly Document Truce = Some.Document("d1", "Russia declared a 72-hour truce. Fighting went on.");
    private static readonly Document Parade = Some.Document("d2", "The parade was on Friday. Twenty-seven leaders came.", "The parade");

    [Fact]
    public async Task RunAsync_WithSet_IndexesItsDocumentsAndKeepsTheOrderOfItsQuestions()
    {
        // The first question waits for the second, so they finish in the other order.
        var second = new TaskCompletionSource();
        var answerer = new ScriptedAnswerer(async (question, token) =>
        {
            if (question == "one")
            {
                await second.Task.WaitAsync(token);
            }
            else
            {
                second.TrySetResult();
            }

            return Some.NotFound(question);
        });
        var indexer = new RecordingIndexer();

        var run = await Runner(indexer, answerer).RunAsync(Set(Question("1", "one"), Question("2", "two")), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([Truce, Parade], indexer.Documents);
        Assert.Equal(["1", "2"], run.Outcomes.Select(o => o.Question.Id));
        Assert.Equal(["one", "two"], run.Outcomes.Select(o => o.Answer.Question));
    }

    [Fact]
    public async Task RunAsync_Given_SearchesTheRelevantDocumentsAlone()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        var question = Question("1", "one") with { Documents = new Dictionary<string, int> { ["d1"] = 1, ["d2"] = 0 } };

        await Runner(answerer).RunAsync(Set(question), new EvaluationOptions { Given = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["d1"], answerer.Asked["one"]!.DocumentIds!);
    }

    [Fact]
    public async Task RunAsync_NotGiven_SearchesEverything()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));

        await Runner(answerer).RunAsync(Set(Question("1", "one")), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(answerer.Asked["one"]?.DocumentIds);
    }

    [Fact]
    public async Task RunAsync_QuestionWithHistory_IsAskedAfterIt()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        var question = Question("1", "Why?") with { History = [new("user", "When?"), new("assistant", "In May."), new("assistant", "On the 9th."), new("user", "Where?")] };

        await Runner(answerer).RunAsync(Set(question), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([("When?", "In May. On the 9th.", true), ("Where?", "", false)], answerer.Asked["Why?"]!.History.Turns.Select(turn => (turn.Question, turn.Text, turn.IsAnswered)));
    }

    [Fact]
    public async Task RunAsync_UnrelatedHistory_AsksEachAfterAQuestionAboutAnotherDocument()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        EvaluationQuestion[] questions = [About("1", "one", Truce), About("2", "two", Truce), About("3", "three", Parade)];

        await Runner(answerer).RunAsync(Set(questions), new EvaluationOptions { UnrelatedHistory = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("three", Parade.Text), (answerer.Asked["one"]!.History.Last!.Question, answerer.Asked["one"]!.History.Last!.Text));
        Assert.Equal("three", answerer.Asked["two"]!.History.Last!.Question);
        Assert.Equal(Truce.Text, answerer.Asked["three"]!.History.Last!.Text);

        static EvaluationQuestion About(string id, string question, Document document) =>
            Question(id, question) with { Documents = new Dictionary<string, int> { [document.Id] = 1 } };
    }

    [Fact]
    public async Task RunAsync_WithManyPassages_RetrievesTenDistinctDocumentsBestFirst()
    {
        var passages = Enumerable.Range(0, 30).Select(i => $"d{i / 2}").ToArray();
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q, retrieved: passages));

        var run = await Runner(answerer).RunAsync(Set(Question("d3", "one")), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);
        var beir = await Runner(answerer).RunAsync(Set(Question("d3", "one")) with { IgnoresOwnDocument = true }, new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"], run.Outcomes[0].Retrieved);
        Assert.Equal(["d0", "d1", "d2", "d4", "d5", "d6", "d7", "d8", "d9", "d10"], beir.Outcomes[0].Retrieved);
    }

    [Fact]
    public async Task RunAsync_WithoutIndexableDocument_NamesTheFirstReason()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new EvaluationRunner(new FailingIndexer(), new ScriptedAnswerer(q => Some.NotFound(q)), TimeProvider.System)
            .RunAsync(Set(Question("1", "one")), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("d1: The model is missing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_QuestionThatFails_NamesIt()
    {
        var answerer = new ScriptedAnswerer((_, _) => throw new InvalidDataException("The index is damaged."));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Runner(answerer).RunAsync(Set(Question("q7", "one")), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("The question q7 could not be asked: The index is damaged.", error.Message);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answerer = new ScriptedAnswerer(async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Some.NotFound("");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(answerer).RunAsync(Set(Question("1", "one")), new EvaluationOptions(), cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task RunAsync_WithProgress_ReportsBothStagesToTheirEnds()
    {
        var seen = new List<EvaluationProgress>();
        var progress = new CallbackProgress<EvaluationProgress>(p => { lock (seen) { seen.Add(p); } });

        await Runner(new ScriptedAnswerer(q => Some.NotFound(q))).RunAsync(Set(Question("1", "one"), Question("2", "two")), new EvaluationOptions(), progress, TestContext.Current.CancellationToken);

        Assert.Contains(new EvaluationProgress(EvaluationStage.Indexing, 2, 2), seen);
        Assert.Contains(new EvaluationProgress(EvaluationStage.Asking, 2, 2), seen);
    }

    [Fact]
    public async Task Score_OfMixedRun_FollowsTheDefinitions()
    {
        var other = Set(new EvaluationQuestion { Id = "o1", Question = "o1", Answerable = true, Answers = ["x"], Documents = new Dictionary<string, int> { ["elsewhere"] = 1 } });
        var answerer = new ScriptedAnswerer(question => question switch
        {
            // Right document first; answer "72-hour truce" against "72-hour": EM 0, F1 2 x 1 / (2 + 1) = 2/3; quote right.
            "q1" => Some.Answered(question, "72-hour truce", Truce, "Russia declared a 72-hour truce.", 0.9, "d1", "d2"),

            // Held back, the right document second; its candidate is right in answer and quote.
            "q2" => Some.NotFound(question, 0.4, new AnswerCandidate("Friday", "The parade was on Friday.", "d2"), retrieved: ["d1", "d2"]),

            // Unanswerable and held back: EM = F1 = 1.
            "q3" => Some.NotFound(question, 0.4, retrieved: ["d1"]),

            // Unanswerable but answered: EM = F1 = 0.
            "q4" => Some.Answered(question, "27", Parade, "Twenty-seven leaders came.", 0.6),

            // A matter of opinion: counts for retrieval alone; nothing relevant is found.
            "q5" => Some.NotFound(question, 0.2),

            // Of another set: only confidence and status count.
            _ => Some.NotFound(question, 0.1),
        });
        var set = Set(
            Question("q1", "q1") with { Answerable = true, Answers = ["72-hour"], Quotes = [new("d1", new(18, 25))], Documents = Grades("d1") },
            Question("q2", "q2") with { Answerable = true, Answers = ["Friday"], Quotes = [new("d2", new(18, 24))], Documents = Grades("d2") },
            Question("q3", "q3") with { Answerable = false, Documents = Grades("d1") },
            Question("q4", "q4") with { Answerable = false },
            Question("q5", "q5") with { Documents = Grades("d2") });

        var run = await Runner(answerer).RunAsync(set, new EvaluationOptions { Unanswerable = other }, cancellationToken: TestContext.Current.CancellationToken);
        var report = EvaluationScorer.Score(run);

        Assert.Equal((5, 2, 2, 1), (report.Questions, report.Answerable, report.Unanswerable, report.OutOfCorpus));
        Assert.Equal(3, report.Judged); // q1, q2, q5
        Assert.Equal(1.0 / 3, report.HitAt1!.Value, 12); // q1
        Assert.Equal(2.0 / 3, report.HitAt5!.Value, 12); // q1, q2
        Assert.Equal((1 + 0.5 + 0) / 3, report.MrrAt10!.Value, 12);
        Assert.Equal((1 + (1 / Math.Log2(3)) + 0) / 3, report.NdcgAt10!.Value, 12);
        Assert.Equal((0 + 0 + 1 + 0) / 4.0, report.Em); // q1, q2, q3, q4
        Assert.Equal(((2.0 / 3) + 0 + 1 + 0) / 4, report.F1!.Value, 12);
        Assert.Equal(0, report.HasAnswerEm); // q1, q2
        Assert.Equal(1.0 / 3, report.HasAnswerF1!.Value, 12);
        Assert.Equal(0.5, report.ForcedEm); // q2's candidate
        Assert.Equal(((2.0 / 3) + 1) / 2, report.ForcedF1!.Value, 12);
        Assert.Equal(0.5, report.QuoteAccuracy); // q1 of q1, q2
        Assert.Equal(1, report.ForcedQuoteAccuracy);
        Assert.Equal(0.5, report.AnswerInQuote);
        Assert.Equal(1, report.ForcedAnswerInQuote);
        Assert.Equal(2.0 / 5, report.Answered, 12); // q1, q4
        Assert.Equal(0.5, report.AnsweredAnswerable); // q1 of q1, q2
        Assert.Equal(1.0 / 3, report.AnsweredUnanswerable!.Value, 12); // q4 of q3, q4, o1

        // .9 and .4 against .4, .6, .1: .9 beats three; .4 ties with .4, loses to .6, beats .1: 3 + 1.5 of 6.
        Assert.Equal(4.5 / 6, report.Auroc!.Value, 12);

        // Six times: 18.25, 10, 10, 18.25, 10, 10.
        Assert.Equal(10, report.MedianMs);
        Assert.Equal(76.5 / 6, report.MeanMs, 9);
        Assert.Equal(18.25, report.P95Ms, 9); // the ceil(.95 x 6) = 6th
    }

    [Fact]
    public async Task Score_WithoutGoldAnswers_LeavesTheirMeasuresEmpty()
    {
        var run = await Runner(new ScriptedAnswerer(q => Some.NotFound(q, retrieved: ["d1"])))
            .RunAsync(Set(Question("q1", "q1") with { Documents = Grades("d1") }), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);

        var report = EvaluationScorer.Score(run);

        Assert.Equal(1, report.HitAt1);
        Assert.Null(report.Em);
        Assert.Null(report.F1);
        Assert.Null(report.QuoteAccuracy);
        Assert.Null(report.AnswerInQuote);
        Assert.Null(report.Auroc);
    }

    private static EvaluationRunner Runner(IQuestionAnswerer answerer) => Runner(new RecordingIndexer(), answerer);

    private static EvaluationRunner Runner(RecordingIndexer indexer, IQuestionAnswerer answerer) => new(indexer, answerer, TimeProvider.System);

    private static EvaluationSet Set(params EvaluationQuestion[] questions) => new() { Name = "set", Documents = [Truce, Parade], Questions = questions };

    private static EvaluationQuestion Question(string id, string question) => new() { Id = id, Question = question };

    private static Dictionary<string, int> Grades(string document) => new() { [document] = 1 };
}
