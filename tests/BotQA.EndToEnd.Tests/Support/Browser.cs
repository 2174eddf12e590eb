using BotQA.Tests.Processes;
using Microsoft.Playwright;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>One headless Chromium for all tests of the assembly. Without it they are skipped, unless BOTQA_E2E is <c>required</c>.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",

        // Nothing but this computer can be reached, so that no page waits for a network that may not be there.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts the browser if there is one.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } executable)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Flags, Headless = true });
    }

    /// <summary>A fresh window of its own; the test is skipped where there is no browser.</summary>
    public async Task<BrowserWindow> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            Prerequisite.IsMissing($"No Chromium at {string.Join(", ", Places)}. Install one, for example with apt-get install chromium.");
        }

        var context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 } });
        return await BrowserWindow.OpenAsync(context);
    }

    /// <summary>Ends the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
