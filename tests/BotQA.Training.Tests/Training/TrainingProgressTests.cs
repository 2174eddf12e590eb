using BotQA.Training.Training;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Training.Tests.Training;

public sealed class TrainingProgressTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Advance_LimitedByExamples_FollowsThem()
    {
        var progress = new TrainingProgress(new TrainingLimits(1000, null, null), _time);

        progress.Advance(250);

        Assert.Equal(0.25, progress.Fraction);
        Assert.False(progress.IsOver);
        progress.Advance(1000);
        Assert.True(progress.IsOver);
    }

    [Fact]
    public void Advance_LimitedByMinutes_DoesNotCountPauses()
    {
        var progress = new TrainingProgress(new TrainingLimits(null, 10, null), _time);

        Work(progress, steps: 60, seconds: 5);
        Work(progress, steps: 1, seconds: 3600);

        Assert.Equal(0.5, progress.Fraction, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1500)]
    public void Advance_LimitedByTheClock_ReachesTheEndThenWhateverWasPaused(int pause)
    {
        var progress = new TrainingProgress(new TrainingLimits(null, null, _time.GetLocalNow().AddHours(1)), _time);

        Work(progress, steps: 60, seconds: 10);
        Work(progress, steps: pause > 0 ? 1 : 0, seconds: pause);
        var before = progress.Fraction;
        Work(progress, steps: (3000 - pause) / 10, seconds: 10);

        Assert.Equal(1.0 / 6, before, 0.01);
        Assert.Equal(1, progress.Fraction, 0.01);
        Assert.True(progress.IsOver);
    }

    [Fact]
    public void Advance_ExamplesAndTheClock_EndAtTheClockAtTheLatest()
    {
        var progress = new TrainingProgress(new TrainingLimits(1_000_000, null, _time.GetLocalNow().AddMinutes(1)), _time);

        Work(progress, steps: 12, seconds: 5);

        Assert.True(progress.IsOver);
        Assert.True(progress.Fraction < 0.01);
    }

    [Fact]
    public void RateAt_WholeRun_RisesThenFallsToZero()
    {
        var options = new TrainingOptions { DataFolder = "", Package = new(), OutputFolder = "", Limits = new TrainingLimits(1, null, null) };

        Assert.True(options.RateAt(0) < options.PeakRate / 100);
        Assert.Equal(options.PeakRate, options.RateAt(options.WarmUp), options.PeakRate * 0.05);
        Assert.True(options.RateAt(0.9) < options.RateAt(0.5));
        Assert.Equal(0, options.RateAt(1));
    }

    private void Work(TrainingProgress progress, int steps, int seconds)
    {
        for (var i = 0; i < steps; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            progress.Advance(i);
        }
    }
}
