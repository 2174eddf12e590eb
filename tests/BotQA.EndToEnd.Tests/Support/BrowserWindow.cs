using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>A window that notes what it asks for and what goes wrong in it.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _problems = new();

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.WebSocket += (_, socket) => _requests.Enqueue(socket.Url);
        page.PageError += (_, error) => _problems.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                _problems.Enqueue(message.Text);
            }
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What was written to the console as an error or thrown, violations of the security policy among it.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Opens a window.</summary>
    public static async Task<BrowserWindow> OpenAsync(IBrowserContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.SetDefaultTimeout(60_000);
        return new BrowserWindow(context, await context.NewPageAsync());
    }

    /// <summary>The requests that went to another host or port than the given one; those without a network (data, blob) don't count.</summary>
    public IReadOnlyList<string> RequestsBeyond(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return [.. _requests.Where(url => new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } uri && uri.Authority != origin.Authority)];
    }

    /// <summary>Waits until Web Chat's transcript, which glides to what is new, has come to rest.</summary>
    public Task SettledAsync() => Page.EvaluateAsync(
        """
        () => new Promise(settled => {
            const state = () => {
                const transcript = document.querySelector('.webchat__basic-transcript__scrollable');
                return `${transcript?.scrollTop} ${transcript?.scrollHeight} ${transcript?.clientHeight}`;
            };
            let last, frames;
            const look = () => {
                frames = state() === last ? frames + 1 : 0;
                last = state();
                frames < 30 ? requestAnimationFrame(look) : settled();
            };
            look();
        })
        """);

    /// <summary>Keeps a picture of the page at rest.</summary>
    public async Task ScreenshotAsync(string name)
    {
        await SettledAsync();
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TestFolders.Artifacts, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>Closes the window.</summary>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
