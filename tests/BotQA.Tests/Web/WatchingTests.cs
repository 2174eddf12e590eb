using System.Diagnostics;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Tests.Support;
using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Web;

/// <summary>The server follows its folder.</summary>
public sealed class WatchingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _kept = new();

    public WatchingTests() => _folder.Write("a.txt", "The mill was built in 1790.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _kept.Dispose();
    }

    [Fact]
    public async Task Serve_FilesThatComeChangeAndGo_AreFollowedWithoutARestart()
    {
        await using var app = await StartAsync(sweep: TimeSpan.FromHours(1));
        await UntilTextAsync(app, "a.txt", "The mill was built in 1790.");

        _folder.Write("sub/new.txt", "The tower was built in 1820.");
        await UntilTextAsync(app, "sub/new.txt", "The tower was built in 1820.");

        // As editors save: beside the file, then over it.
        _folder.Write("a.txt~", "The mill was built in 1791.");
        File.Move(Path.Combine(_folder.Path, "a.txt~"), Path.Combine(_folder.Path, "a.txt"), overwrite: true);
        await UntilTextAsync(app, "a.txt", "The mill was built in 1791.");

        Directory.Move(Path.Combine(_folder.Path, "sub"), Path.Combine(_folder.Path, "moved"));
        await UntilTextAsync(app, "moved/new.txt", "The tower was built in 1820.");
        await UntilTextAsync(app, "sub/new.txt", expected: null);

        File.Delete(Path.Combine(_folder.Path, "a.txt"));
        await UntilTextAsync(app, "a.txt", expected: null);
        await UntilAsync(() => app.Services.GetRequiredService<KnowledgeState>().Current.Report!.Documents == 1);
    }

    [Fact]
    public async Task Serve_ChangeThatTheSystemDoesNotTell_IsFoundByTheSweep()
    {
        using var elsewhere = new TemporaryFolder();
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "linked"), elsewhere.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("This account may not create links.");
        }

        await using var app = await StartAsync(sweep: TimeSpan.FromMilliseconds(100));
        await UntilTextAsync(app, "a.txt", "The mill was built in 1790.");

        elsewhere.Write("new.txt", "The tower was built in 1820.");

        await UntilTextAsync(app, "linked/new.txt", "The tower was built in 1820.");
    }

    [Fact]
    public async Task Serve_FolderThatComesLater_IsIndexedThen()
    {
        var later = Path.Combine(_folder.Path, "later");
        await using var app = await StartAsync(sweep: TimeSpan.FromMilliseconds(100), later);
        var state = app.Services.GetRequiredService<KnowledgeState>();
        Assert.Equal("failed", (await state.Settled.WaitAsync(Patience, Cancellation)).Status);

        _folder.Write("later/a.txt", "The mill was built in 1790.");

        await UntilTextAsync(app, "a.txt", "The mill was built in 1790.");
        await UntilAsync(() => state.Current.IsReady);
    }

    private static Task UntilTextAsync(WebApplication app, string id, string? expected) => UntilAsync(() =>
        (app.Services.GetRequiredService<IDocumentCatalog>().TryGet(id, out var document) ? document.Text : null) == expected);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(PollInterval);
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "It didn't happen in time.");
            await timer.WaitForNextTickAsync(Cancellation);
        }
    }

    private Task<WebApplication> StartAsync(TimeSpan sweep, string? folder = null) => InMemoryServer.StartAsync(folder ?? _folder.Path, _kept, builder =>
    {
        builder.Services.AddSingleton<IPassageEncoder>(new LetterEncoder());
        builder.Services.Configure<IngestionOptions>(options =>
        {
            options.SettlingTime = TimeSpan.FromMilliseconds(50);
            options.SweepInterval = sweep;
        });
    });
}
