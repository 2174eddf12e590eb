using BotQA.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(ChatHost))]

// A browser, its pages and the server keep two cores busy; several at once only bring each closer to its time limit.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace BotQA.EndToEnd.Tests;

public sealed class ChatPageTests(Browser browser, ChatHost host)
{
    private const string SendBox = "[data-id='webchat-sendbox-input']";
    private const string Citation = ".webchat__render-markdown__citation";
    private const string Reference = ".webchat__link-definitions__list-item";
    private const string Welcome = "#conversation .webchat__bubble";

    [Theory]
    [InlineData("light", 1280, 860)]
    [InlineData("dark", 1280, 860)]
    [InlineData("light", 390, 844)]
    [InlineData("dark", 390, 844)]
    public async Task Page_QuestionAsked_ShowsTheAnswerWithItsQuoteAndAsksNobodyElse(string scheme, int width, int height)
    {
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        var page = window.Page;

        await page.GotoAsync(host.Address.AbsoluteUri);
        await page.Locator(Welcome).First.WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-welcome");
        await AskAsync(page, ChatHost.Question);
        await page.Locator(Citation).First.WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-answer");
        await page.Locator(Citation).First.ClickAsync();
        await page.Locator(".webchat__modal-dialog").GetByText(ChatHost.Quote).WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-quote");

        Assert.Empty(window.RequestsBeyond(host.Address));
        Assert.Empty(window.Problems);
    }

    [Theory]
    [InlineData(1280, 860)]
    [InlineData(390, 844)]
    public async Task Page_FollowUpAsked_IsAnsweredBelowWhatItMeansAndInSightToItsReference(int width, int height)
    {
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.Question);
        await window.Page.Locator(Citation).First.WaitForAsync();

        await AskAsync(window.Page, ChatHost.FollowUp);

        await window.Page.GetByText(ChatHost.StandaloneFollowUp).First.WaitForAsync();
        await window.Page.GetByText(ChatHost.FollowUpAnswer).First.WaitForAsync();
        await window.Page.Locator(Reference).Nth(1).WaitForAsync();
        await window.ScreenshotAsync($"chat-{width}-follow-up");
        var reference = await BoxAsync(window.Page.Locator(Reference).Last);
        var sendBox = await BoxAsync(window.Page.Locator(".webchat__send-box"));
        Assert.True(reference.Y + reference.Height <= sendBox.Y, $"The reference ends at {reference.Y + reference.Height}, where the box from {sendBox.Y} hides it.");
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task Page_QuestionThatNothingAnswers_SaysSoWithoutACitation()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);

        await AskAsync(window.Page, ChatHost.UnanswerableQuestion);

        await window.Page.Locator("#conversation strong").GetByText("Not in the documents").First.WaitForAsync();
        await window.ScreenshotAsync("chat-not-found");
        Assert.Equal(0, await window.Page.Locator(Citation).CountAsync());
    }

    [Fact]
    public async Task Page_AnswerLongerThanTheWindow_IsShownFromItsBeginning()
    {
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 600 } });
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.Question);
        await window.Page.Locator(Citation).First.WaitForAsync();

        await AskAsync(window.Page, ChatHost.UnanswerableQuestion);

        var beginning = window.Page.Locator("#conversation strong").GetByText("Not in the documents");
        await beginning.WaitForAsync();
        await window.ScreenshotAsync("chat-long-answer");
        await Assertions.Expect(beginning).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Page_QuoteFollowedToItsDocument_ShowsItMarkedAndInSight()
    {
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 600 } });
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.Question);
        await window.Page.Locator(Citation).First.ClickAsync();

        var source = await window.Page.Context.RunAndWaitForPageAsync(() =>
            window.Page.Locator(".webchat__modal-dialog").GetByText("Show in the document").ClickAsync());
        var mark = source.Locator("mark");
        await mark.WaitForAsync();
        await Assertions.Expect(mark).ToBeInViewportAsync();
        await source.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TestFolders.Artifacts, "source.png") });

        Assert.Equal(ChatHost.Quote, await mark.TextContentAsync());
        Assert.True(await source.EvaluateAsync<double>("scrollY") > 0);
        Assert.NotEqual(
            await source.EvaluateAsync<string>("getComputedStyle(document.querySelector('mark').parentElement).backgroundColor"),
            await mark.EvaluateAsync<string>("mark => getComputedStyle(mark).backgroundColor"));
    }

    [Fact]
    public async Task Page_QuoteOfAPdfFollowedToTheFile_ShowsItsPage()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.PdfQuestion);
        await window.Page.Locator(Citation).First.ClickAsync();
        var source = await window.Page.Context.RunAndWaitForPageAsync(() =>
            window.Page.Locator(".webchat__modal-dialog").GetByText("Show in the document").ClickAsync());

        await source.GetByText("Open the file itself").ClickAsync();
        await source.WaitForURLAsync(url => url.Contains("/originals/", StringComparison.Ordinal));

        Assert.EndsWith("#page=2", source.Url, StringComparison.Ordinal);

        // The browser's viewer is a page of its own inside, and counts the pages once it has drawn the file.
        var viewer = await ViewerAsync(source);
        await Assertions.Expect(viewer.Locator("#pagelength")).ToHaveTextAsync("2", new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 });
        await Assertions.Expect(viewer.Locator("#pageSelector")).ToHaveValueAsync("2", new LocatorAssertionsToHaveValueOptions { Timeout = 60_000 });
        await source.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TestFolders.Artifacts, "original.png") });
        Assert.Empty(window.Problems);
    }

    [Theory]
    [InlineData("Like", "like", ChatHost.Question, "answered")]
    [InlineData("Dislike", "dislike", ChatHost.UnanswerableQuestion, "notFound")]
    public async Task Page_Thumbs_ReachTheStoreWithTheAnswer(string button, string reaction, string question, string status)
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, question);

        await window.Page.ClickAsync($"#conversation button[aria-label='{button}']");

        var feedback = await host.FeedbackAsync(entry => entry.Channel == "webchat" && entry.Reaction == reaction);
        Assert.Equal(question, feedback.Question);
        Assert.Equal(status, feedback.Status);
        Assert.Equal(status == "answered" ? [ChatHost.Quote] : [], feedback.Citations.Select(citation => citation.Quote));
        await window.ScreenshotAsync($"chat-{reaction}");
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task Page_ExampleClicked_IsAskedAndAnswered()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await window.Page.Locator(Welcome).First.WaitForAsync();
        var example = window.Page.Locator("#examples button").First;
        var question = await example.TextContentAsync();

        await example.ClickAsync();

        await window.Page.Locator(Citation).First.WaitForAsync();
        Assert.Equal(question, await window.Page.Locator(".webchat__bubble--from-user .webchat__text-content").First.TextContentAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_QuestionAskedBeforeThereIsAConnection_IsSentOnceThereIs(bool isExample)
    {
        await using var window = await browser.OpenAsync();
        var asked = new TaskCompletionSource();
        await window.Page.RouteAsync("**/conversations", async route =>
        {
            await asked.Task;
            await route.ContinueAsync();
        });
        await window.Page.GotoAsync(host.Address.AbsoluteUri);

        await window.Page.Locator(SendBox).WaitForAsync();
        await (isExample ? window.Page.Locator("#examples button").First.ClickAsync() : AskAsync(window.Page, ChatHost.Question));
        asked.SetResult();

        await window.Page.Locator(Citation).First.WaitForAsync();
        Assert.Equal("", await window.Page.InputValueAsync(SendBox));
    }

    [Fact]
    public async Task Page_Reloaded_GoesOnWithTheConversation()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.Question);
        await window.Page.Locator(Citation).First.WaitForAsync();

        await window.Page.ReloadAsync();

        await window.Page.Locator(Citation).First.WaitForAsync();
        Assert.Equal(1, await window.Page.Locator(".webchat__bubble--from-user").CountAsync());
    }

    [Fact]
    public async Task Page_NewConversation_IsEmptyAgain()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(window.Page, ChatHost.Question);
        await window.Page.Locator(Citation).First.WaitForAsync();

        await window.Page.ClickAsync("#restart");

        await window.Page.Locator(Citation).First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await window.Page.Locator(Welcome).First.WaitForAsync();
        Assert.Equal(0, await window.Page.Locator(".webchat__bubble--from-user").CountAsync());
    }

    private static async Task AskAsync(IPage page, string question)
    {
        await page.FillAsync(SendBox, question);
        await page.PressAsync(SendBox, "Enter");
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) => (await locator.BoundingBoxAsync())!;

    private static async Task<IFrame> ViewerAsync(IPage page)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 600; tries++)
        {
            if (page.Frames.FirstOrDefault(frame => frame.Url.StartsWith("chrome-extension:", StringComparison.Ordinal)) is { } viewer)
            {
                return viewer;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The browser shows no viewer.");
    }
}
