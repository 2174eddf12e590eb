using BotQA.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace BotQA.EndToEnd.Tests;

/// <summary>The Agents Playground in a real browser, as a developer for Teams would use it.</summary>
public sealed class AgentsPlaygroundTests(PlaygroundChat chat, ChatHost host) : IClassFixture<PlaygroundChat>
{
    private const string Citation = "a.fai-Citation";
    private const string Like = "[aria-label='Like']";

    private ILocator Label => chat.Page.GetByText("AI generated", new PageGetByTextOptions { Exact = true });

    [Fact]
    public async Task Playground_PageOpenedAgain_WasWelcomedOnceWithExamples()
    {
        await chat.OpenAsync();

        // The answer comes behind whatever the second opening of the page brings.
        await chat.AskAsync(ChatHost.Question);
        await chat.SentByBotAsync(sent => sent.Any(IsFinal));

        var welcome = Assert.Single(await chat.SentByBotAsync(_ => true, all: true), activity => activity.Text?.StartsWith("Hello!", StringComparison.Ordinal) == true);
        Assert.NotEmpty(welcome.Activity["suggestedActions"]!["actions"]!.AsArray());
    }

    [Fact]
    public async Task Playground_QuestionAsked_StreamsALabelledAnswerWhoseBadgeShowsTheQuote()
    {
        await chat.OpenAsync();
        await chat.AskAsync(ChatHost.Question);

        await chat.Page.Locator(Citation).First.WaitForAsync();
        await Label.First.WaitForAsync();
        await chat.Page.Locator(Citation).First.HoverAsync();
        await chat.Page.Locator(".fai-PreviewSurface").GetByText(ChatHost.Quote).WaitForAsync();
        await chat.ScreenshotAsync("playground-answer");

        var sent = await chat.SentByBotAsync(sent => sent.Any(IsFinal));
        Assert.All(sent, activity => Assert.InRange(activity.Status, 200, 299));
        Assert.All(sent, activity => Assert.NotNull(activity.Stream));
        Assert.True(sent.Count >= 2);
        Assert.Equal("informative", (string?)sent[0].Stream!["streamType"]);
        Assert.Equal("Searching 2 documents...", sent[0].Text);
        Assert.Equal(Enumerable.Range(1, sent.Count - 1), sent.SkipLast(1).Select(activity => (int)activity.Stream!["streamSequence"]!));
        Assert.Equal("message", sent[^1].Type);
        Assert.Null(sent[^1].Stream!["streamSequence"]);
        Assert.All(sent.Skip(1), activity => Assert.Equal(sent[0].Id, (string?)activity.Stream!["streamId"]));
    }

    [Fact]
    public async Task Playground_FollowUpAsked_IsAnsweredBelowWhatItMeans()
    {
        await chat.OpenAsync();
        await chat.AskAsync(ChatHost.Question);
        await chat.Page.Locator(Citation).First.WaitForAsync();

        await chat.AskAsync(ChatHost.FollowUp);

        await chat.Page.GetByText(ChatHost.StandaloneFollowUp).First.WaitForAsync();
        await chat.Page.GetByText(ChatHost.FollowUpAnswer).First.WaitForAsync();
        await chat.ScreenshotAsync("playground-follow-up");
    }

    [Fact]
    public async Task Playground_ThumbsUpWithAComment_ReachesTheStoreWithTheAnswer()
    {
        var comment = $"clear and quick, {Guid.NewGuid():N}";
        await chat.OpenAsync();
        await chat.AskAsync(ChatHost.Question);
        await chat.Page.Locator(Citation).First.WaitForAsync();

        await chat.Page.ClickAsync(Like);
        await chat.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(comment);
        await chat.ScreenshotAsync("playground-feedback");
        await chat.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Submit" }).ClickAsync();

        var feedback = await host.FeedbackAsync(entry => entry.Comment == comment);
        Assert.Equal("like", feedback.Reaction);
        Assert.Equal("msteams", feedback.Channel);
        Assert.Equal(ChatHost.Question, feedback.Question);
        Assert.Equal("answered", feedback.Status);
        Assert.Contains(ChatHost.Quote, feedback.Citations.Select(citation => citation.Quote));
    }

    [Fact]
    public async Task Playground_QuestionThatNothingAnswers_LooksUnlikeAnAnswer()
    {
        await chat.OpenAsync();
        await chat.AskAsync(ChatHost.UnanswerableQuestion);

        await chat.Page.Locator("strong").GetByText("Not in the documents").First.WaitForAsync();
        await chat.ScreenshotAsync("playground-not-found");

        Assert.Equal(0, await chat.Page.Locator(Citation).CountAsync());
        Assert.Equal(0, await Label.CountAsync());
        Assert.All(await chat.SentByBotAsync(sent => sent.Any(IsFinal)), activity => Assert.InRange(activity.Status, 200, 299));
    }

    private static bool IsFinal(RecordedActivity activity) => (string?)activity.Stream?["streamType"] == "final";
}
