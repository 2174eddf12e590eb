using System.Collections.Concurrent;
using System.Net;
using System.Text;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotQA.ActivityProtocol.Tests.Inbox;

/// <summary>What becomes of accepted activities when a host with a journal dies.</summary>
public sealed class InboxTests : IAsyncDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly TaskCompletionSource<HttpResponseMessage> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(BotHost Host, JournalFolder Folder)> _dead = [];

    [Fact]
    public async Task Start_ActivitiesWereAcceptedBeforeACrash_AreAnsweredOnceInOrder()
    {
        using var left = await CrashAsync((_, _) => _never.Task, ["1", "2", "3"]);
        await using var host = await StartAsync(EchoAsync, left);
        Assert.Equal(["1", "2", "3"], [await NextTextAsync(host), await NextTextAsync(host), await NextTextAsync(host)]);

        // The channel never heard that they were accepted, perhaps, and sends them again.
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, "2"));
        await host.StopAsync();
        Assert.Equal(3, host.Connector.Requests.Count);
    }

    [Fact]
    public async Task Start_ActivityWasAnsweredBeforeTheCrash_IsNotAnsweredAgain()
    {
        await using var first = await StartAsync(EchoAsync, _folder);
        await PostAsync(first, "1");
        await first.Connector.NextAsync();
        await first.StopAsync();

        using var left = _folder.AfterCrash();
        await using var second = await StartAsync(EchoAsync, left);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(second, "1"));
        await second.StopAsync();
        Assert.Empty(second.Connector.Requests);
    }

    [Fact]
    public async Task Start_HostDiedBetweenTwoMessagesOfATurn_OnlyTheSecondIsSent()
    {
        using var left = await CrashAsync(
            async (turn, token) =>
            {
                await turn.SendActivityAsync("first", token);
                await _never.Task;
            },
            ["1"]);
        await using var host = await StartAsync(
            async (turn, token) =>
            {
                await turn.SendActivityAsync(MessageFactory.Typing(), token);
                await turn.SendActivityAsync("first", token);
                await turn.SendActivityAsync("second", token);
            },
            left);
        Assert.Equal("second", await NextTextAsync(host));
        await host.StopAsync();
        Assert.Single(host.Connector.Requests);
    }

    [Fact]
    public async Task Send_SameMessageOfTwoAttempts_HasTheSameIdempotencyKey()
    {
        var keys = new ConcurrentQueue<string?>();
        using var left = await CrashAsync(EchoAsync, ["1"], connector => connector.Respond = (request, _) =>
        {
            keys.Enqueue(request.IdempotencyKey);
            return _never.Task;
        });
        await using var host = await StartAsync(EchoAsync, left);
        var repeated = await host.Connector.NextAsync();
        Assert.NotNull(repeated.IdempotencyKey);
        Assert.Equal(repeated.IdempotencyKey, Assert.Single(keys));
        await PostAsync(host, "2");
        Assert.NotEqual(repeated.IdempotencyKey, (await host.Connector.NextAsync()).IdempotencyKey);
    }

    [Fact]
    public async Task Start_HostsDiedOfAnActivity_ItIsGivenUp()
    {
        var once = await CrashAsync((_, _) => _never.Task, ["1"]);
        var twice = await CrashAsync((_, _) => _never.Task, [], folder: once);
        using var thrice = await CrashAsync((_, _) => _never.Task, [], folder: twice);
        await using var host = await StartAsync(EchoAsync, thrice);
        await PostAsync(host, "2");
        Assert.Equal("2", await NextTextAsync(host));
        await host.StopAsync();
        Assert.Single(host.Connector.Requests);
    }

    [Fact]
    public async Task Start_ActivityIsTooOld_IsNotAnswered()
    {
        using var left = await CrashAsync((_, _) => _never.Task, ["1"]);
        var time = new ShiftedTimeProvider();
        time.Shift(TimeSpan.FromMinutes(11));
        await using var host = await StartAsync(EchoAsync, left, time);
        await PostAsync(host, "2");
        Assert.Equal("2", await NextTextAsync(host));
        await host.StopAsync();
        Assert.Single(host.Connector.Requests);
    }

    [Fact]
    public async Task Start_BotIsNotReadyYet_OldActivitiesWaitForIt()
    {
        using var left = await CrashAsync((_, _) => _never.Task, ["1"]);
        var ready = new TaskCompletionSource();
        await using var host = await StartAsync(EchoAsync, left, services: services => services.AddSingleton<IBotReadiness>(new Readiness(ready.Task)));
        await PostAsync(host, "2", "another");
        Assert.Equal("2", await NextTextAsync(host));
        ready.SetResult();
        Assert.Equal("1", await NextTextAsync(host));
    }

    [Fact]
    public async Task StopAsync_TurnDoesNotEndInTime_IsAnsweredByTheNextHost()
    {
        var started = new TaskCompletionSource();
        await using (var first = await StartAsync(
            (_, token) =>
            {
                started.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
            _folder,
            services: services => services.Configure<TurnOptions>(options => options.DrainTimeout = TimeSpan.Zero)))
        {
            await PostAsync(first, "1");
            await PostAsync(first, "2");
            await started.Task.WaitAsync(TestContext.Current.CancellationToken);
            await first.StopAsync();
        }

        await using var second = await StartAsync(EchoAsync, _folder);
        Assert.Equal(["1", "2"], [await NextTextAsync(second), await NextTextAsync(second)]);
    }

    [Fact]
    public async Task Start_KeyIsGone_GivesTheActivityUpAndGoesOn()
    {
        using var left = await CrashAsync((_, _) => _never.Task, ["1"]);
        await using var host = await StartAsync(EchoAsync, left, services: services => services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        await PostAsync(host, "2");
        Assert.Equal("2", await NextTextAsync(host));
    }

    [Fact]
    public async Task Start_FolderCantBeWritten_AnswersWithoutAJournal()
    {
        var file = Path.Combine(Directory.GetParent(_folder.Path)!.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var host = await BotHost.StartAsync(EchoAsync, services: services => services.AddSingleton<IDataProtectionProvider>(_keys), journal: file);
        await PostAsync(host, "1");
        Assert.Equal("1", await NextTextAsync(host));
    }

    [Fact]
    public async Task Accept_Activity_IsNotWrittenInClear()
    {
        await using var host = await StartAsync(EchoAsync, _folder);
        await PostAsync(host, "a secret of mine");
        await host.Connector.NextAsync();
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(_folder.Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TurnAcceptance.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(TurnAcceptance.Duplicate, HttpStatusCode.Accepted)]
    [InlineData(TurnAcceptance.ConversationFull, HttpStatusCode.TooManyRequests)]
    public async Task Post_InboxAnswers_TheChannelIsToldSo(TurnAcceptance acceptance, HttpStatusCode expected)
    {
        await using var host = await BotHost.StartAsync(EchoAsync, services: services => services.AddSingleton<IActivityInbox>(new ScriptedInbox(acceptance)));
        using var response = await host.PostAsync(BotHost.Message());
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected != HttpStatusCode.Accepted, response.Headers.RetryAfter is not null);
    }

    public async ValueTask DisposeAsync()
    {
        _never.TrySetCanceled(CancellationToken.None);
        foreach (var (host, folder) in _dead)
        {
            await host.DisposeAsync();
            folder.Dispose();
        }

        _folder.Dispose();
    }

    private static Task EchoAsync(ITurnContext turn, CancellationToken cancellationToken) => turn.SendActivityAsync(turn.Activity.Text!, cancellationToken);

    private static async Task<HttpStatusCode> PostAsync(BotHost host, string text, string conversation = "c")
    {
        using var response = await host.PostAsync(BotHost.Message(text, id: text.Replace(' ', '-'), conversation: conversation));
        return response.StatusCode;
    }

    private static async Task<string?> NextTextAsync(BotHost host) => (await host.Connector.NextAsync()).Text;

    private Task<BotHost> StartAsync(
        Func<ITurnContext, CancellationToken, Task> script, JournalFolder folder, TimeProvider? time = null, Action<IServiceCollection>? services = null) =>
        BotHost.StartAsync(
            script,
            services: collection =>
            {
                services?.Invoke(collection);
                collection.TryAddSingleton<IDataProtectionProvider>(_keys);
            },
            timeProvider: time,
            journal: folder.Path);

    // What a host leaves that accepts messages and is killed in the first one's turn, or in its call to the connector.
    private async Task<JournalFolder> CrashAsync(
        Func<ITurnContext, CancellationToken, Task> script, IReadOnlyList<string> texts, Action<FakeConnector>? configure = null, JournalFolder? folder = null)
    {
        folder ??= new JournalFolder();
        var started = new TaskCompletionSource();
        var host = await StartAsync(
            (turn, token) =>
            {
                var running = script(turn, token);
                started.TrySetResult();
                return running;
            },
            folder);
        _dead.Add((host, folder));
        configure?.Invoke(host.Connector);
        foreach (var text in texts)
        {
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, text));
        }

        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        return folder.AfterCrash();
    }

    private sealed class Readiness(Task ready) : IBotReadiness
    {
        public Task Ready => ready;
    }

    private sealed class ScriptedInbox(TurnAcceptance acceptance) : IActivityInbox
    {
        public Task<TurnAcceptance> AcceptAsync(AcceptedActivity activity, CancellationToken cancellationToken = default) => Task.FromResult(acceptance);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
