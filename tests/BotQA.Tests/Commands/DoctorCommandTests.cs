using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public async Task Doctor_NothingConfigured_SaysThatNothingLeavesTheComputer()
    {
        var run = await RunAsync(_ => { });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing leaves this computer", run.Output, StringComparison.Ordinal);
        Assert.Contains("files in", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_FolderMissing_FailsAndSaysWhere()
    {
        var run = await CommandRun.OfAsync(_ => { }, ["doctor", "--knowledge", "no-such-folder"], new StringWriter(), TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no-such-folder", run.Output, StringComparison.Ordinal);
    }

    private static Task<CommandRun> RunAsync(Action<IServiceCollection> configure) => CommandRun.OfAsync(
        configure, ["doctor", "--knowledge", Path.Combine(AppContext.BaseDirectory, "knowledge")], new StringWriter(), TestContext.Current.CancellationToken);
}
