using BotQA.Commands;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

public sealed class InteractiveChatTests : IDisposable
{
    private const string Quote = "Russia declared a 72-hour truce.";

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedAnswerer _answerer = new(q => Some.Answered(q, "72-hour", Some.Document(), Quote));

    public InteractiveChatTests() => _folder.Write("truce.txt", Some.Document().Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ask_WithoutAQuestionOnATerminal_TalksUntilTheInputEnds()
    {
        var run = await TalkAsync("How long was the truce?", "Who declared it?");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["How long was the truce?", "Who declared the truce?"], _answerer.Asked.Keys.Order());
        Assert.Contains("Who declared the truce?", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\"{Quote}\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Reset_ForgetsTheConversation()
    {
        await TalkAsync("How long was the truce?", "/reset", "Who declared it?");

        Assert.Contains("Who declared it?", _answerer.Asked.Keys);
    }

    [Fact]
    public async Task Ask_SourcesAndExplain_TellOfTheLastAnswer()
    {
        var run = await TalkAsync("How long was the truce?", "/explain", "/sources");

        Assert.Contains("Passages considered", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split($"\"{Quote}\"").Length - 1);
    }

    [Theory]
    [InlineData("/frobnicate", "There is no command /frobnicate")]
    [InlineData("/explain", "There is no answer yet to explain")]
    [InlineData("/sources", "There is no answer yet")]
    public async Task Ask_CommandThatCannotBe_SaysWhy(string command, string expected) =>
        Assert.Contains(expected, (await TalkAsync(command)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("/help")]
    [InlineData("What can you do?")]
    public async Task Ask_Help_TellsWhatCanBeDone(string message)
    {
        var run = await TalkAsync(message);

        Assert.Equal(2, run.Output.Split("/exit").Length - 1);
        Assert.Empty(_answerer.Asked);
    }

    [Fact]
    public async Task Ask_Exit_EndsBeforeTheRest()
    {
        await TalkAsync("/exit", "How long was the truce?");

        Assert.Empty(_answerer.Asked);
    }

    [Fact]
    public async Task Ask_NumberOfAReading_AsksIt()
    {
        var answerer = new ScriptedAnswerer(q => q == "What is the fee?"
            ? Some.NotFound(q) with { Reason = NotFoundReason.Underspecified, Text = "Which?", Readings = ["What is the fee (Ketch)?", "What is the fee (Dinghy)?"] }
            : Some.Answered(q, "72-hour", Some.Document(), Quote));

        var run = await TalkAsync(answerer, "What is the fee?", "2");

        Assert.Contains("2 What is the fee (Dinghy)?", run.Output, StringComparison.Ordinal);
        Assert.Contains("What is the fee (Dinghy)?", answerer.Asked.Keys);
    }

    [Fact]
    public async Task Ask_WithoutAQuestionInAPipe_IsWrongUsage()
    {
        var run = await CommandRun.OfAsync(_answerer, "ask");

        Assert.Equal(BotQACommandLine.WrongUsage, run.ExitCode);
        Assert.Contains("There is no question", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> TalkAsync(params string[] lines) => TalkAsync(_answerer, lines);

    private Task<CommandRun> TalkAsync(IQuestionAnswerer answerer, params string[] lines) => CommandRun.OfAsync(
        services => services
            .AddSingleton(answerer)
            .AddSingleton<IKnowledgeIndexer>(new RecordingIndexer())
            .AddSingleton<IDocumentCatalog>(new FixedCatalog([Some.Document()])),
        ["ask", "--knowledge", _folder.Path],
        new StringWriter(),
        TestContext.Current.CancellationToken,
        new StringReader(string.Join('\n', lines)));
}
