using BotQA.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace BotQA.EndToEnd.Tests;

public sealed class UploadTests(Browser browser, ChatHost host)
{
    private const string SendBox = "[data-id='webchat-sendbox-input']";
    private const string Citation = ".webchat__render-markdown__citation";
    private const string Quote = "The festival of lanterns was founded in 1962 by Solveig Berg.";
    private const string Question = "Who founded the festival of lanterns?";

    private static readonly FilePayload Notes = new() { Name = "notes.md", MimeType = "text/markdown", Buffer = "The lanterns float for an hour."u8.ToArray() };
    private static readonly FilePayload File = new() { Name = "festival.pdf", MimeType = "application/pdf", Buffer = ChatHost.Pdf("It is held every August.", Quote) };

    [Fact]
    public async Task Page_FileSent_AnswersFromItInThisConversationAlone()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(host.Address.AbsoluteUri);
        await page.Locator("#conversation .webchat__bubble").First.WaitForAsync();

        await page.SetInputFilesAsync("#conversation input[type=file]", File);
        await page.GetByText("2 pages, 1 passage").First.WaitForAsync();
        await window.ScreenshotAsync("upload-taken");
        await AskAsync(page, Question);
        await page.Locator(Citation).First.WaitForAsync();
        await window.ScreenshotAsync("upload-answer");

        await page.Locator(Citation).First.ClickAsync();
        await page.Locator(".webchat__modal-dialog").GetByText(Quote).WaitForAsync();
        var source = await page.Context.RunAndWaitForPageAsync(() => page.Locator(".webchat__modal-dialog").GetByText("Show in the document").ClickAsync());
        Assert.Equal(Quote, await source.Locator("mark").TextContentAsync());
        await source.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TestFolders.Artifacts, "upload-source.png") });
        await page.Keyboard.PressAsync("Escape");

        await using var other = await browser.OpenAsync();
        await other.Page.GotoAsync(host.Address.AbsoluteUri);
        await AskAsync(other.Page, Question);
        await other.Page.Locator("#conversation strong").GetByText("Not in the documents").First.WaitForAsync();

        // A new conversation forgets the file, and its links open nothing any more.
        await page.ClickAsync("#restart");
        await page.Locator(Citation).First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await AskAsync(page, Question);
        await page.Locator("#conversation strong").GetByText("Not in the documents").First.WaitForAsync();
        await source.ReloadAsync();
        await source.GetByText("The document is gone").First.WaitForAsync();
        Assert.Empty(window.RequestsBeyond(host.Address));
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task Page_FileWhoseNameLooksLikeAnAddress_IsNoLink()
    {
        await using var window = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await window.Page.Locator("#conversation .webchat__bubble").First.WaitForAsync();

        await window.Page.SetInputFilesAsync("#conversation input[type=file]", Notes);

        await window.Page.Locator("#conversation strong").GetByText("notes.md").WaitForAsync();
        await window.ScreenshotAsync("upload-390-taken");
        Assert.Equal(0, await window.Page.Locator("#conversation a").CountAsync());
    }

    [Fact]
    public async Task Page_FileOfAnotherKind_IsRefusedWithTheReason()
    {
        await using var window = await browser.OpenAsync();
        await window.Page.GotoAsync(host.Address.AbsoluteUri);
        await window.Page.Locator("#conversation .webchat__bubble").First.WaitForAsync();

        await window.Page.SetInputFilesAsync("#conversation input[type=file]", new FilePayload { Name = "tool.exe", MimeType = "application/octet-stream", Buffer = [1, 2, 3] });

        await window.Page.GetByText("I read only").First.WaitForAsync();
        await window.ScreenshotAsync("upload-refused");
    }

    private static async Task AskAsync(IPage page, string question)
    {
        await page.FillAsync(SendBox, question);
        await page.PressAsync(SendBox, "Enter");
    }
}
