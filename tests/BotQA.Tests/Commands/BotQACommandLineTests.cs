using BotQA.Tests.Support;

namespace BotQA.Tests.Commands;

public class BotQACommandLineTests
{
    private static readonly ScriptedAnswerer Answerer = new(q => Some.NotFound(q));

    [Theory]
    [InlineData("ask")] // no question
    [InlineData("ask", "one", "two")] // more than one
    [InlineData("ask", "one", "--jsn")]
    [InlineData("ask", "one", "--knowledge")] // no folder
    [InlineData("unknown")]
    [InlineData("eval")]
    [InlineData("eval", "set", "--limit", "0")]
    [InlineData("eval", "set", "--limit", "many")]
    [InlineData("eval", "set", "--parallel", "0")]
    [InlineData("eval", "set", "--given", "--unanswerable", "other")]
    public async Task Run_WrongUsage_ExitsWithTwoAndPointsToTheHelp(params string[] args)
    {
        var run = await CommandRun.OfAsync(Answerer, args);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help'.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("botqa ask \"", "--help")]
    [InlineData("botqa ask \"", "ask", "--help")]
    [InlineData("botqa index", "index", "--help")]
    [InlineData("botqa eval", "eval", "-h")]
    [InlineData("botqa serve", "serve", "-?")]
    public async Task Run_Help_ShowsExamples(string example, params string[] args)
    {
        var run = await CommandRun.OfAsync(Answerer, args);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Examples:{Environment.NewLine}  {example}", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Run_Version_PrintsIt()
    {
        var run = await CommandRun.OfAsync(Answerer, "--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }
}
