using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A clock that tells a test when something began to wait, so that time doesn't pass before.</summary>
internal sealed class ObservedTimeProvider : FakeTimeProvider
{
    private readonly Channel<bool> _timers = Channel.CreateUnbounded<bool>();

    /// <summary>Waits for the next timer that no test has waited for yet.</summary>
    public Task TimerAsync() => _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).OrTimeout();

    /// <summary>Lets time pass for the next wait.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await TimerAsync();
        Advance(time);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(true);
        return timer;
    }
}
