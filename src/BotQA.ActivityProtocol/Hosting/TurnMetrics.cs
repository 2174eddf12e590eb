using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>What the host measures of turns, on the meter and the activity source named <see cref="ActivityProtocolTelemetry.Name"/>.</summary>
internal sealed class TurnMetrics
{
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _refused;

    public TurnMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(ActivityProtocolTelemetry.Name);
        _duration = _meter.CreateHistogram<double>("botqa.turn.duration", "s", "How long turns ran.");
        _wait = _meter.CreateHistogram<double>("botqa.turn.wait", "s", "How long accepted turns waited for a worker.");
        _refused = _meter.CreateCounter<long>("botqa.turns.refused", "{turn}", "Turns refused for want of room.");
    }

    /// <summary>The source of the spans, one a turn.</summary>
    public static ActivitySource Source { get; } = new(ActivityProtocolTelemetry.Name);

    public void ObservePending(Func<int> pending) =>
        _meter.CreateObservableUpDownCounter("botqa.turns.pending", pending, "{turn}", "Turns waiting or running.");

    public void Waited(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    public void Ran(TimeSpan duration, string activityType, bool succeeded) => _duration.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("botqa.activity.type", activityType),
        new KeyValuePair<string, object?>("botqa.turn.succeeded", succeeded));

    public void Refused(TurnAcceptance reason) => _refused.Add(1, new KeyValuePair<string, object?>("botqa.turn.refusal", reason.ToString()));
}
