using BotQA.Knowledge.Conversations;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class KeyedLockTests
{
    private readonly KeyedLock<string> _lock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_SameKey_WaitsForTheOneBefore()
    {
        var first = await _lock.EnterAsync("a", Cancellation);
        var second = _lock.EnterAsync("a", Cancellation);

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_OtherKey_DoesNotWait()
    {
        using var first = await _lock.EnterAsync("a", Cancellation);

        using var second = await _lock.EnterAsync("b", Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task EnterAsync_WaitCancelled_LetsTheNextOneIn()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = await _lock.EnterAsync("a", Cancellation);
        var second = _lock.EnterAsync("a", cancelled.Token);
        var third = _lock.EnterAsync("a", Cancellation);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await third.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Dispose();
    }
}
