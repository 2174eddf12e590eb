using BotQA.ActivityProtocol.Connector;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Connector;

public sealed class ConversationThrottleTests
{
    private static readonly (int Count, TimeSpan Window)[] Limits =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, TimeSpan.FromHours(1))];

    [Fact]
    public void WaitAsync_RandomSends_NeverExceedALimit()
    {
        Gen.Int[0, 3_000].Array[1, 100].Sample(pauses =>
        {
            var time = new FakeTimeProvider();
            var throttle = new ConversationThrottle(time);
            var sends = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                // Short pauses are more telling than long ones.
                time.Advance(TimeSpan.FromMilliseconds(pause % 7 == 0 ? pause : pause % 50));
                var wait = throttle.WaitAsync("c", TimeSpan.FromHours(2), CancellationToken.None).AsTask();
                while (!wait.IsCompleted)
                {
                    time.Advance(TimeSpan.FromMilliseconds(1));
                }

                sends.Add(time.GetUtcNow());
            }

            foreach (var (count, window) in Limits)
            {
                for (var first = 0; first + count < sends.Count; first++)
                {
                    Assert.True(sends[first + count] - sends[first] >= window);
                }
            }
        }, iter: 30);
    }

    [Fact]
    public async Task WaitAsync_WithinTheLimits_DoesNotWait()
    {
        var throttle = new ConversationThrottle(new FakeTimeProvider());
        for (var send = 0; send < 7; send++)
        {
            Assert.True(await throttle.WaitAsync("c", TimeSpan.Zero, TestContext.Current.CancellationToken));
        }

        Assert.False(await throttle.WaitAsync("c", TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.True(await throttle.WaitAsync("d", TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitAsync_HourlyLimitReached_SaysNoAtOnceAndYesAnHourLater()
    {
        var time = new FakeTimeProvider();
        var throttle = new ConversationThrottle(time);
        for (var send = 0; send < 1_800; send++)
        {
            time.Advance(TimeSpan.FromMilliseconds(600));
            Assert.True(await throttle.WaitAsync("c", TimeSpan.Zero, TestContext.Current.CancellationToken));
        }

        Assert.False(await throttle.WaitAsync("c", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromMinutes(45));
        Assert.True(await throttle.WaitAsync("c", TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        var throttle = new ConversationThrottle(new FakeTimeProvider());
        using var cancellation = new CancellationTokenSource();
        for (var send = 0; send < 7; send++)
        {
            await throttle.WaitAsync("c", TimeSpan.Zero, cancellation.Token);
        }

        var wait = throttle.WaitAsync("c", TimeSpan.FromMinutes(1), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
