namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A clock that can be put forward. Timers run in real time, so that no test depends on when a server's thread begins to wait.</summary>
internal sealed class ShiftedTimeProvider : TimeProvider
{
    private long _shiftTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shiftTicks));

    /// <summary>Puts the clock forward.</summary>
    public void Shift(TimeSpan time) => Interlocked.Add(ref _shiftTicks, time.Ticks);
}
