using BotQA.EndToEnd.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(ChatHost))]

namespace BotQA.EndToEnd.Tests;

public sealed class ChatPageTests(Browser browser, ChatHost host)
{
    private const string SendBox = "[data-id='webchat-sendbox-input']";
    private const string Citation = ".webchat__render-markdown__citation";
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

    [Fact]
    public async Task Page_QuestionThatNothingAnswers_SaysSoWithoutACitation()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);

        await AskAsync(window.Page, "What is the boiling point of tungsten?");

        await window.Page.GetByText("not in the documents", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
        Assert.Equal(0, await window.Page.Locator(Citation).CountAsync());
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
}
