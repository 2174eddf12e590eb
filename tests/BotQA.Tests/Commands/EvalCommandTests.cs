using System.Text.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingIndexer _indexer = new();
    private readonly ScriptedAnswerer _answerer;

    public EvalCommandTests()
    {
        _folder.Write("set/corpus.jsonl", """
            {"_id": "d1", "title": "Truce", "text": "Russia declared a 72-hour truce."}
            {"_id": "d2", "title": "Parade", "text": "The parade was on Friday."}
            """);
        _folder.Write("set/questions.jsonl", """
            {"id": "q1", "question": "How long?", "answerable": true, "answers": ["72-hour"], "quotes": ["a 72-hour truce"], "documents": ["d1"]}
            {"id": "q2", "question": "When?", "answerable": true, "answers": ["Friday"], "quotes": ["on Friday"], "documents": ["d2"]}
            """);
        _answerer = new ScriptedAnswerer(question => question == "How long?"
            ? Some.Answered(question, "72-hour", _indexer.Documents[0], "Russia declared a 72-hour truce.")
            : Some.NotFound(question, 0.3, new AnswerCandidate("Friday", "The parade was on Friday.", "d2"), retrieved: ["d2"]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eval_Predictions_WritesOneObjectALineInTheOrderOfTheQuestions()
    {
        var file = Path.Combine(_folder.Path, "predictions.jsonl");

        var run = await EvalAsync("--predictions", file);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                """{"id":"q1","status":"answered","question":"How long?","answer":"72-hour","text":"Russia declared a 72-hour truce. [1]","confidence":0.9,"citations":[{"number":1,"document":"d1","title":"Truce","section":null,"page":null,"quote":"Russia declared a 72-hour truce.","start":0,"end":32}],"retrieved":["d1"],"elapsedMs":18.2,"candidate":null}""",
                """{"id":"q2","status":"notFound","question":"When?","answer":"","text":"That is not in the documents.","confidence":0.3,"citations":[],"retrieved":["d2"],"elapsedMs":10,"candidate":{"answer":"Friday","quote":"The parade was on Friday.","document":"d2"}}""",
            ],
            await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Eval_ModelConfigured_SaysThatEachQuestionIsSentToItUnlessTold(bool noModel)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Model:Provider"] = "openai-compatible",
            ["Model:Name"] = "test-model",
            ["Model:Endpoint"] = "http://127.0.0.1:9/v1",
        };
        string[] args = ["eval", Path.Combine(_folder.Path, "set"), .. noModel ? new[] { "--no-model" } : []];

        var run = await CommandRun.OfAsync(
            services => services.AddSingleton<IQuestionAnswerer>(_answerer).AddSingleton<IKnowledgeIndexer>(_indexer), args, new StringWriter(), TestContext.Current.CancellationToken, settings: settings);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(!noModel, run.Error.Contains("Up to 2 questions are sent to openai-compatible test-model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eval_Json_PrintsTheMeasures()
    {
        var run = await EvalAsync("--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("set", json.RootElement.GetProperty("set").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("questions").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("hitAt1").GetDouble());
        Assert.Equal(0.5, json.RootElement.GetProperty("em").GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("forcedEm").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("auroc").ValueKind);
    }

    [Fact]
    public async Task Eval_AsText_PrintsATableOfTheMeasuresThatApply()
    {
        var run = await EvalAsync();

        Assert.StartsWith("set: 2 questions, asked of 2 documents in 2 chunks", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"hit@1\s+1\.000\s+2", run.Output);
        Assert.Matches(@"first quote overlaps a gold quote\s+0\.500\s+2", run.Output);
        Assert.DoesNotContain("AUROC", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Eval_Unanswerable_AsksTheOtherSetToo()
    {
        var other = _folder.Write("other.json", """
            {"data": [{"title": "T", "paragraphs": [{"context": "x", "qas": [
              {"id": "o1", "question": "Who?", "answers": [{"text": "x", "answer_start": 0}]}, {"id": "o2", "question": "Why?", "answers": []}]}]}]}
            """);
        var file = Path.Combine(_folder.Path, "predictions.jsonl");

        var run = await EvalAsync("--unanswerable", other, "--json", "--predictions", file);

        // Confidences .9 (q1) and .3 (q2) against .3 and .3: q1 wins both pairs, q2 ties both: (2 + 1) / 4.
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("outOfCorpus").GetInt32());
        Assert.Equal(0.75, json.RootElement.GetProperty("auroc").GetDouble());
        Assert.Equal(2, json.RootElement.GetProperty("questions").GetInt32());
        Assert.Equal(4, File.ReadAllLines(file).Length);
        Assert.Equal(["d1", "d2"], _indexer.Documents.Select(d => d.Id)); // not x
    }

    [Fact]
    public async Task Eval_Limit_AsksThatMany()
    {
        var run = await EvalAsync("--limit", "1", "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("questions").GetInt32());
        Assert.Equal(["How long?"], _answerer.Asked.Keys);
        Assert.Equal(2, _indexer.Documents.Count);
    }

    [Fact]
    public async Task Eval_Given_SearchesEachQuestionsDocument()
    {
        await EvalAsync("--given");

        Assert.Equal(["d1"], _answerer.Asked["How long?"]!.DocumentIds!);
        Assert.Equal(["d2"], _answerer.Asked["When?"]!.DocumentIds!);
    }

    [Fact]
    public async Task Eval_DamagedSet_FailsWithFileAndLine()
    {
        var path = _folder.Write("set/questions.jsonl", "{]");

        var run = await EvalAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"botqa: {path}, line 1: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_PredictionsThatCantBeWritten_FailsBeforeIndexing()
    {
        var run = await EvalAsync("--predictions", Path.Combine(_folder.Path, "no", "such", "folder.jsonl"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--predictions", run.Error, StringComparison.Ordinal);
        Assert.Empty(_indexer.Documents);
    }

    private Task<CommandRun> EvalAsync(params string[] options) =>
        CommandRun.OfAsync(_answerer, _indexer, ["eval", Path.Combine(_folder.Path, "set"), .. options], TestContext.Current.CancellationToken);
}
