using Microsoft.Playwright;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>
/// The Playground's personal chat in a browser window, started by the first test that opens it and shared by those after it: its page is
/// heavy, and comes from the browser's cache the second time. It keeps no transcript over a reload, so that each test begins with an empty one.
/// </summary>
public sealed class PlaygroundChat(Browser browser, ChatHost host) : IAsyncDisposable
{
    private const string Editor = "[data-lexical-editor=true]";

    private AgentsPlayground? _playground;
    private BrowserWindow? _window;
    private int _earlier;

    /// <summary>The page.</summary>
    public IPage Page => _window!.Page;

    /// <summary>Opens the chat. The test is skipped where there is no browser.</summary>
    public async Task OpenAsync()
    {
        if (_window is null)
        {
            _window = await browser.OpenAsync();
            _playground = await AgentsPlayground.StartAsync(host.Address);
            await Page.GotoAsync(_playground.Address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await Page.GetByText("I answer from 2 documents").First.WaitForAsync();
            await ScreenshotAsync("playground-welcome");
        }

        await Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
        await Page.Locator(Editor).WaitForAsync();
        _earlier = (await SentByBotAsync(_ => true, all: true)).Count;
    }

    /// <summary>Writes and sends a question.</summary>
    public async Task AskAsync(string question)
    {
        await Page.ClickAsync(Editor);
        await Page.Keyboard.InsertTextAsync(question);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Keeps a picture of the page.</summary>
    public Task ScreenshotAsync(string name) => _window!.ScreenshotAsync(name);

    /// <summary>What the bot sent since the chat was opened, as soon as it is what a test waits for.</summary>
    /// <param name="isComplete">Says so.</param>
    /// <param name="all">Whether what was sent to earlier tests is wanted too.</param>
    internal async Task<IReadOnlyList<RecordedActivity>> SentByBotAsync(Predicate<IReadOnlyList<RecordedActivity>> isComplete, bool all = false)
    {
        var skipped = all ? 0 : _earlier;
        return [.. (await _playground!.SentByBotAsync(sent => isComplete([.. sent.Skip(skipped)]))).Skip(skipped)];
    }

    /// <summary>Ends both.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_playground is not null)
        {
            await _playground.DisposeAsync();
        }

        if (_window is not null)
        {
            await _window.DisposeAsync();
        }
    }
}
