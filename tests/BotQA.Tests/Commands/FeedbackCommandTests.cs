using System.Text.Json;
using BotQA.Commands;
using BotQA.Feedback;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

public sealed class FeedbackCommandTests
{
    private static readonly FeedbackEntry Disliked = new()
    {
        Time = new DateTimeOffset(2025, 5, 9, 12, 0, 0, TimeSpan.Zero),
        Channel = "msteams",
        Reaction = "dislike",
        Comment = "=HYPERLINK(\"https://evil.example\")",
        Question = "How long, \"really\"?",
        Answer = "72 hours [1]",
        Status = "answered",
        Citations = [new FeedbackCitation("truce.txt", 0, 5, "quote")],
    };

    [Fact]
    public async Task Feedback_Plain_ListsAndCounts()
    {
        var run = await RunAsync("feedback");

        Assert.Equal(BotQACommandLine.Done, run.ExitCode);
        Assert.Contains("dislike 2025-05-09 12:00 msteams How long, \"really\"?", run.Output, StringComparison.Ordinal);
        Assert.Contains("cites: truce.txt", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 liked, 1 disliked.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_AsJson_IsOneObjectALine()
    {
        var run = await RunAsync("feedback", "--json");

        using var json = JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            ["time", "channel", "reaction", "comment", "question", "answer", "status", "citations"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Feedback_AsCsv_QuotesCellsAndDefusesFormulas()
    {
        var run = await RunAsync("feedback", "--csv");

        Assert.Equal(
            "\"time\",\"channel\",\"reaction\",\"comment\",\"status\",\"question\",\"answer\",\"citations\"\r\n" +
            "\"2025-05-09T12:00:00.0000000Z\",\"msteams\",\"dislike\",\"'=HYPERLINK(\"\"https://evil.example\"\")\",\"answered\",\"How long, \"\"really\"\"?\",\"72 hours [1]\",\"truce.txt [0, 5): quote\"\r\n",
            run.Output);
    }

    [Theory]
    [InlineData("is not a date", "feedback", "--since", "yesterday")]
    [InlineData("exclude each other", "feedback", "--json", "--csv")]
    public async Task Feedback_WrongUsage_IsExplained(string expected, params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(BotQACommandLine.WrongUsage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> RunAsync(params string[] args)
    {
        var store = new MemoryFeedbackStore();
        await store.SaveAsync(Disliked, new FeedbackVoter("u", "a"), TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        return await CommandRun.OfAsync(services => services.AddSingleton<IFeedbackStore>(store), args, output, TestContext.Current.CancellationToken);
    }
}
