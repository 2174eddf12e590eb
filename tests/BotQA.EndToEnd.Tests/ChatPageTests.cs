using BotQA.EndToEnd.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace BotQA.EndToEnd.Tests;

public sealed class ChatPageTests(Browser browser)
{
    private const string SendBox = "[data-id='webchat-sendbox-input']";

    [Theory]
    [InlineData("light", 1280, 860)]
    [InlineData("dark", 1280, 860)]
    [InlineData("light", 390, 844)]
    [InlineData("dark", 390, 844)]
    public async Task Page_QuestionAsked_ShowsTheAnswerWithItsQuote(string scheme, int width, int height)
    {
        await using var host = await ChatHost.StartAsync();
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        var page = window.Page;

        await page.GotoAsync(host.Address.AbsoluteUri);
        await page.GetByText("Hello! I answer").WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-welcome");
        await page.FillAsync(SendBox, "How many foreign leaders attended?");
        await page.PressAsync(SendBox, "Enter");
        var citation = page.Locator(".webchat__render-markdown__citation").First;
        await citation.WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-answer");
        await citation.ClickAsync();
        await page.Locator(".webchat__modal-dialog").GetByText(DemoBot.Quote).WaitForAsync();
        await window.ScreenshotAsync($"chat-{scheme}-{width}-quote");

        Assert.Empty(window.RequestsBeyond(host.Address));
        Assert.Empty(window.Problems);
    }
}
