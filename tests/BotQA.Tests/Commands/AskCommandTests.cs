using System.Text.Json;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Verification;
using BotQA.Tests.Support;

namespace BotQA.Tests.Commands;

public sealed class AskCommandTests : IDisposable
{
    private const string Question = "How long was the truce?";
    private const string Quote = "Russia declared a 72-hour truce.";

    private readonly TemporaryFolder _folder = new();
    private readonly Document _document = Some.Document();

    public AskCommandTests() => _folder.Write("truce.txt", _document.Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ask_Answered_PrintsTheAnswerThenItsQuotes()
    {
        var run = await AskAsync(Answered());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [$"{Quote} [1]", "", "[1] The truce (truce.txt)", $"    \"{Quote}\""],
            run.Output.TrimEnd().Split(Environment.NewLine).Select(l => l.TrimEnd()));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Ask_WithSection_NamesIt()
    {
        var document = Some.Document() with { Sections = [new Section(["News", "Monday"], new TextSpan(0, 50))] };

        var run = await AskAsync(new ScriptedAnswerer(q => Some.Answered(q, "72-hour", document, Quote)));

        Assert.Contains("[1] The truce (truce.txt), News > Monday", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NotFound_SaysSoAndOffersRelatedPassages()
    {
        var related = Citation.Of(1, _document, new TextSpan(33, 50));

        var run = await AskAsync(new ScriptedAnswerer(q => Some.NotFound(q, related: [related])));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("That is not in the documents.", run.Output, StringComparison.Ordinal);
        var heading = run.Output.IndexOf("Related passages, which do not answer the question:", StringComparison.Ordinal);
        Assert.InRange(run.Output.IndexOf("\"Fighting went on.\"", StringComparison.Ordinal), heading + 1, int.MaxValue);
    }

    [Fact]
    public async Task Ask_TextThatLooksLikeMarkup_IsPrintedAsItIs()
    {
        var document = Some.Document("[red]x[/].txt", "Use [bold] and [/] freely.", "[link]");

        var run = await AskAsync(new ScriptedAnswerer(q => Some.Answered(q, "freely", document, document.Text)));

        Assert.Contains("[1] [link] ([red]x[/].txt)", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"Use [bold] and [/] freely.\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_DocumentWithControlCharacters_CantSteerTheTerminal()
    {
        var document = Some.Document(text: "Clear\u001b[2J the screen.\nAnd ring\u0007.", title: "T\u001b]0;x\u0007");

        var run = await AskAsync(new ScriptedAnswerer(q => Some.Answered(q, "x", document, document.Text)));

        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.Contains("Clear\uFFFD[2J the screen.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Explain_PrintsTheScoresOfEachStageAndTheEvidence()
    {
        var run = await AskAsync(Answered(), "--explain");

        Assert.Matches(@"score\s+keyword\s+vector\s+sentence\s+window", run.Output);
        Assert.Matches(@"1\s+truce\.txt\s+0-10\s+0\.800\s+12\.500\s+0\.900\s+0\.850\s+0\.600", run.Output);
        Assert.Matches(@"coverage\s+0\.750", run.Output);
        Assert.Matches(@"confidence\s+0\.900", run.Output);
    }

    [Fact]
    public async Task Ask_ExplainLongNamesAndSentences_StaysWithin80Columns()
    {
        var words = string.Join(' ', Enumerable.Repeat("harbour", 40));
        var name = $"a-folder-with-a-long-name/{new string('n', 60)}.txt";
        var answer = Some.Answered("How long?", "72-hour", _document, "Russia declared a 72-hour truce.");
        var passage = Assert.Single(answer.Retrieved);
        var run = await AskAsync(new ScriptedAnswerer(_ => answer with
        {
            Question = words,
            Retrieved = [passage with { Chunk = passage.Chunk with { DocumentId = name, Section = words, Start = 1_234_567, End = 1_234_890 }, Scores = passage.Scores with { Reader = -12.345 } }],
            Generation = new GenerationReport { Model = "a-model", Sentences = [new CheckedSentence(words, 0.5, SupportObjection.NotStated) { IsReplacedByQuote = true }], Searches = [words], FailureDetail = words, Failure = ModelFailure.Interrupted },
        }), "--explain");

        var explanation = run.Output[run.Output.IndexOf("Passages considered", StringComparison.Ordinal)..];
        Assert.All(explanation.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.Contains("-12.345", explanation, StringComparison.Ordinal);
        Assert.Contains("source quoted", explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Json_PrintsTheContractsFieldsInOrder()
    {
        var run = await AskAsync(Answered(), "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["status", "question", "answer", "text", "confidence", "citations", "retrieved", "elapsedMs"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            """
            {"status":"answered","question":"How long was the truce?","answer":"72-hour","text":"Russia declared a 72-hour truce. [1]","confidence":0.9,"citations":[{"number":1,"document":"truce.txt","title":"The truce","section":null,"page":null,"quote":"Russia declared a 72-hour truce.","start":0,"end":32}],"retrieved":["truce.txt"],"elapsedMs":18.2}
            """,
            JsonSerializer.Serialize(json.RootElement));
    }

    [Fact]
    public async Task Ask_JsonNotFound_HasNoCitationsAndNamesRelatedPassages()
    {
        var related = Citation.Of(1, _document, new TextSpan(33, 50));

        var run = await AskAsync(new ScriptedAnswerer(q => Some.NotFound(q, related: [related])), "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("notFound", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("", json.RootElement.GetProperty("answer").GetString());
        Assert.Equal("notInDocuments", json.RootElement.GetProperty("reason").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("citations").GetArrayLength());
        Assert.Equal("Fighting went on.", json.RootElement.GetProperty("related")[0].GetProperty("quote").GetString());
        Assert.False(json.RootElement.TryGetProperty("candidate", out _));
        Assert.False(json.RootElement.TryGetProperty("explain", out _));
    }

    [Fact]
    public async Task Ask_JsonExplain_AddsPassagesAndEvidence()
    {
        var run = await AskAsync(Answered(), "--json", "--explain");

        using var json = JsonDocument.Parse(run.Output);
        var explain = json.RootElement.GetProperty("explain");
        Assert.Equal(0.9, explain.GetProperty("passages")[0].GetProperty("scores").GetProperty("vector").GetDouble());
        Assert.Equal(0.75, explain.GetProperty("evidence").GetProperty("coverage").GetDouble());
    }

    [Fact]
    public async Task Ask_Json_KeepsLettersOfEveryScript()
    {
        var document = Some.Document(text: "Росія оголосила 72-годинне перемир'я.");

        var run = await AskAsync(new ScriptedAnswerer(q => Some.Answered(q, "72-годинне", document, document.Text)), "--json");

        Assert.Contains("Росія оголосила 72-годинне перемир'я.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FileThatFails_WarnsOnStandardErrorAndAnswers()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "picture.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0], TestContext.Current.CancellationToken);

        var run = await AskAsync(Answered(), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("picture.txt: ", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("answered", json.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ask_KnowledgeNamedBeforeTheCommand_IsTheSameFolder()
    {
        var indexer = new RecordingIndexer();

        await CommandRun.OfAsync(Answered(), indexer, ["--knowledge", _folder.Path, "ask", Question], TestContext.Current.CancellationToken);

        Assert.Equal(["truce.txt"], indexer.Documents.Select(d => d.Id));
    }

    [Fact]
    public async Task Ask_FolderThatIsMissing_FailsInOneLineThatNamesIt()
    {
        var missing = Path.Combine(_folder.Path, "missing");

        var run = await CommandRun.OfAsync(Answered(), "ask", Question, "--knowledge", missing);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(missing, Assert.Single(run.Error.TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WhereNothingCanBeIndexed_Fails()
    {
        var run = await CommandRun.OfAsync(Answered(), new FailingIndexer(), ["ask", Question, "--knowledge", _folder.Path], TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("truce.txt: The model is missing.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_AnswererThatThrows_PrintsAStackTraceOnlyWhenVerbose(bool verbose)
    {
        var answerer = new ScriptedAnswerer((_, _) => throw new InvalidOperationException("The cache is full.", new IOException("No space left.")));

        var run = await AskAsync(answerer, verbose ? ["--verbose"] : []);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("botqa: The cache is full. No space left.", run.Error, StringComparison.Ordinal);
        Assert.Equal(verbose, run.Error.Contains(" at BotQA.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_AnswererThatHasToBePrepared_IsAskedAfterwards()
    {
        var isPrepared = false;
        var answerer = new ScriptedAnswerer(q => isPrepared ? Some.Answered(q, "72-hour", _document, Quote) : throw new InvalidOperationException("Not prepared."))
        {
            Prepare = async _ =>
            {
                await Task.Yield();
                isPrepared = true;
            },
        };

        var run = await AskAsync(answerer);

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Ask_NothingIndexed_EndsOnlyWhenThePreparationHas()
    {
        var indexer = new FailingIndexer();
        var isPrepared = false;
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q))
        {
            Prepare = async token =>
            {
                await indexer.Failed.WaitAsync(token);
                await Task.Yield();
                isPrepared = true;
            },
        };

        var run = await CommandRun.OfAsync(answerer, indexer, ["ask", Question, "--knowledge", _folder.Path], TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.True(isPrepared);
    }

    [Fact]
    public async Task Ask_Cancelled_EndsWithoutAnError()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answerer = new ScriptedAnswerer(async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Some.NotFound("");
        });

        var run = await CommandRun.OfAsync(answerer, new RecordingIndexer(), ["ask", Question, "--knowledge", _folder.Path], cancellation.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Cancelled.", run.Error.TrimEnd());
    }

    private Task<CommandRun> AskAsync(ScriptedAnswerer answerer, params string[] options) =>
        CommandRun.OfAsync(answerer, ["ask", Question, "--knowledge", _folder.Path, .. options]);

    private ScriptedAnswerer Answered() => new(q => Some.Answered(q, "72-hour", _document, Quote));
}
