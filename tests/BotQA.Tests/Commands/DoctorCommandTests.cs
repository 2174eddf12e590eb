using BotQA.Tests.Models.Support;
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

    [Fact]
    public async Task Doctor_EmbeddingModelOfAProvider_SaysWhatIsSentWhere()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());

        var run = await RunAsync(_ => { }, EmbeddingHost.Settings(server));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"openai-compatible test-embedding at {server.Address}v1 gives vectors of 64 dimensions", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing leaves this computer", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401", "Check Embeddings:ApiKey")]
    [InlineData("48", "Embeddings:Dimensions is 64, but test-embedding gives vectors of 48 numbers")]
    public async Task Doctor_EmbeddingModelThatDoesNotWork_FailsAndSaysWhatToDo(string reply, string expected)
    {
        await using var server = await ModelServer.StartAsync(reply == "401" ? ModelReplies.Error(401) : EmbeddingReplies.OpenAI(dimensions: 48));

        var run = await RunAsync(_ => { }, EmbeddingHost.Settings(server));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    private static Task<CommandRun> RunAsync(Action<IServiceCollection> configure, IReadOnlyDictionary<string, string?>? settings = null) => CommandRun.OfAsync(
        configure, ["doctor", "--knowledge", Path.Combine(AppContext.BaseDirectory, "knowledge")], new StringWriter(), TestContext.Current.CancellationToken, settings: settings);
}
