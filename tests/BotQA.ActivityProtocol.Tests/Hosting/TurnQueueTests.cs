using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BotQA.ActivityProtocol.Hosting;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Hosting;

public sealed class TurnQueueTests
{
    [Fact]
    public void TryEnqueue_RandomTurns_RunOnceEachInOrderWithinTheirKey()
    {
        Gen.Select(Gen.Int[0, 4].Array[0, 60], Gen.Int[1, 6]).Sample((keys, workers) =>
        {
            var ran = new ConcurrentDictionary<int, ConcurrentQueue<int>>();
            using var queue = Create(workers: workers);
            queue.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            for (var turn = 0; turn < keys.Length; turn++)
            {
                var (key, number) = (keys[turn], turn);
                Assert.Equal(TurnAcceptance.Accepted, queue.TryEnqueue($"{key}", async _ =>
                {
                    await Task.Yield();
                    ran.GetOrAdd(key, _ => new ConcurrentQueue<int>()).Enqueue(number);
                }));
            }

            queue.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            foreach (var group in keys.Select((key, number) => (key, number)).GroupBy(turn => turn.key, turn => turn.number))
            {
                Assert.Equal(group, ran[group.Key]);
            }
        }, iter: 200);
    }

    [Fact]
    public async Task TryEnqueue_OneConversationWaits_OthersRun()
    {
        using var queue = await StartAsync(workers: 2);
        var release = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        queue.TryEnqueue("a", _ => release.Task);
        queue.TryEnqueue("a", _ => Run(second));
        for (var other = 0; other < 5; other++)
        {
            var ran = new TaskCompletionSource();
            queue.TryEnqueue($"b{other}", _ => Run(ran));
            await ran.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(second.Task.IsCompleted);
        release.SetResult();
        await second.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TryEnqueue_AsManyConversationsAsWorkers_RunAtTheSameTime()
    {
        const int workers = 8;
        using var queue = await StartAsync(workers: workers);
        using var together = new CountdownEvent(workers);
        var all = new TaskCompletionSource();
        for (var key = 0; key < workers; key++)
        {
            queue.TryEnqueue($"{key}", _ =>
            {
                if (together.Signal())
                {
                    all.SetResult();
                }

                return all.Task;
            });
        }

        await all.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TryEnqueue_ConversationHasMuchToSay_TakesTurnsWithOthers()
    {
        using var queue = Create(workers: 1);
        var order = new ConcurrentQueue<string>();
        foreach (var key in new[] { "a", "a", "a", "b" })
        {
            queue.TryEnqueue(key, _ =>
            {
                order.Enqueue(key);
                return Task.CompletedTask;
            });
        }

        await queue.StartAsync(TestContext.Current.CancellationToken);
        await queue.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b", "a", "a"], order);
    }

    [Fact]
    public void TryEnqueue_NoRoom_SaysWhere()
    {
        using var queue = Create(capacity: 3, conversationCapacity: 2);
        Assert.Equal(TurnAcceptance.Accepted, queue.TryEnqueue("a", _ => Task.CompletedTask));
        Assert.Equal(TurnAcceptance.Accepted, queue.TryEnqueue("a", _ => Task.CompletedTask));
        Assert.Equal(TurnAcceptance.ConversationFull, queue.TryEnqueue("a", _ => Task.CompletedTask));
        Assert.Equal(TurnAcceptance.Accepted, queue.TryEnqueue("b", _ => Task.CompletedTask));
        Assert.Equal(TurnAcceptance.QueueFull, queue.TryEnqueue("c", _ => Task.CompletedTask));
    }

    [Fact]
    public async Task TryEnqueue_TurnsEnded_MakeRoomAgain()
    {
        using var queue = await StartAsync(workers: 1, capacity: 1);
        for (var turn = 0; turn < 100; turn++)
        {
            // A turn counts until its worker let go of it, which may be a moment after it ended.
            var ran = new TaskCompletionSource();
            while (queue.TryEnqueue("a", _ => Run(ran)) != TurnAcceptance.Accepted)
            {
                await Task.Yield();
            }

            await ran.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task TryEnqueue_TurnThrows_NextOnesRun()
    {
        using var queue = await StartAsync(workers: 1);
        var next = new TaskCompletionSource();
        queue.TryEnqueue("a", _ => throw new InvalidOperationException("at once"));
        queue.TryEnqueue("a", _ => Task.FromException(new InvalidOperationException("later")));
        queue.TryEnqueue("a", _ => Run(next));
        await next.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StopAsync_TurnsWaiting_FinishesThemAndTakesNoMore()
    {
        using var queue = await StartAsync(workers: 1);
        var release = new TaskCompletionSource();
        var ran = 0;
        queue.TryEnqueue("a", _ => release.Task);
        for (var turn = 0; turn < 5; turn++)
        {
            queue.TryEnqueue($"{turn % 2}", _ => Task.FromResult(ran++));
        }

        var stop = queue.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TurnAcceptance.Stopping, queue.TryEnqueue("z", _ => Task.CompletedTask));
        Assert.False(stop.IsCompleted);

        release.SetResult();
        await stop;
        Assert.Equal(5, ran);
    }

    [Fact]
    public async Task StopAsync_TurnTakesTooLong_IsCancelled()
    {
        var time = new FakeTimeProvider();
        using var queue = await StartAsync(time);
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        queue.TryEnqueue("a", async token =>
        {
            // Not on the fake clock: it may lose the time that passes while a timer is being added to it.
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
        });
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stop = queue.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(cancelled.Task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(30));
        await stop;
        Assert.True(cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task StopAsync_NothingWaiting_EndsAtOnce()
    {
        using var queue = await StartAsync();
        await queue.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TurnAcceptance.Stopping, queue.TryEnqueue("a", _ => Task.CompletedTask));
    }

    private static Task Run(TaskCompletionSource ran)
    {
        ran.SetResult();
        return Task.CompletedTask;
    }

    private static async Task<TurnQueue> StartAsync(TimeProvider? time = null, int workers = 4, int capacity = 1_000)
    {
        var queue = Create(time, workers, capacity);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        return queue;
    }

    private static TurnQueue Create(TimeProvider? time = null, int workers = 4, int capacity = 1_000, int conversationCapacity = 100)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new TurnQueue(
            Options.Create(new TurnOptions { Workers = workers, Capacity = capacity, ConversationCapacity = conversationCapacity }),
            time ?? TimeProvider.System,
            new TurnMetrics(services.GetRequiredService<IMeterFactory>()),
            NullLogger<TurnQueue>.Instance);
    }
}
