namespace BotQA.Training.Training;

/// <summary>
/// How far a run is, from 0 to 1, measured by whichever limit was set: examples, working time, or a time of day. Pauses (gaps between
/// steps of more than a minute, as when the process is stopped) count as no work; with a time of day the remaining progress is then
/// spread over the remaining time, so that the learning rate still reaches zero at the end.
/// </summary>
internal sealed class TrainingProgress
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    private readonly TrainingLimits _limits;
    private readonly TimeProvider _time;
    private long _lastStep;

    public TrainingProgress(TrainingLimits limits, TimeProvider time, double fraction = 0, double activeSeconds = 0)
    {
        _limits = limits;
        _time = time;
        _lastStep = time.GetTimestamp();
        Fraction = fraction;
        ActiveSeconds = activeSeconds;
    }

    public double Fraction { get; private set; }

    public double ActiveSeconds { get; private set; }

    public bool IsOver => Fraction >= 1 || Remaining <= TimeSpan.Zero;

    private TimeSpan Remaining => _limits.Until is { } until ? until - _time.GetLocalNow() : TimeSpan.MaxValue;

    /// <summary>Leaves out of account the time since the last step, spent on something other than training.</summary>
    public void SkipPause() => _lastStep = _time.GetTimestamp();

    /// <summary>Records a finished step.</summary>
    public void Advance(int examplesSeen)
    {
        var elapsed = _time.GetElapsedTime(_lastStep);
        _lastStep = _time.GetTimestamp();
        var worked = elapsed > LongestStep ? TimeSpan.Zero : elapsed;
        ActiveSeconds += worked.TotalSeconds;
        if (_limits.Examples is { } examples)
        {
            Fraction = (double)examplesSeen / examples;
        }
        else if (_limits.Minutes is { } minutes)
        {
            Fraction = ActiveSeconds / (60 * minutes);
        }

        if (_limits.Until is not null && Remaining is { } left && left > TimeSpan.Zero)
        {
            var byClock = _limits.Examples is null && _limits.Minutes is null
                ? Fraction + ((1 - Fraction) * Math.Min(1, worked / (left + worked)))
                : Fraction;
            Fraction = Math.Min(1, byClock);
        }
    }
}
