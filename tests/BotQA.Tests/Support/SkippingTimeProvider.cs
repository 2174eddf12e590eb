namespace BotQA.Tests.Support;

/// <summary>A clock on which nobody waits: as soon as a time is waited for, it has come.</summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    private readonly DateTimeOffset _start = new(2025, 5, 9, 12, 0, 0, TimeSpan.Zero);
    private long _skippedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _skippedTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Interlocked.Add(ref _skippedTicks, dueTime.Ticks);
        }

        return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
    }
}
