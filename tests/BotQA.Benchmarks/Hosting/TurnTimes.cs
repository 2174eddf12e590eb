using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BotQA.ActivityProtocol.Hosting;

namespace BotQA.Benchmarks.Hosting;

/// <summary>Collects, in seconds, what the host measures of its turns while this lives, and what the bot adds.</summary>
internal sealed class TurnTimes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<double> _waits = [];
    private readonly ConcurrentQueue<double> _turns = [];
    private readonly ConcurrentQueue<double> _replies = [];
    private int _failed;

    public TurnTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ActivityProtocolTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.Start();
    }

    /// <summary>How long accepted turns waited for a worker.</summary>
    public IReadOnlyCollection<double> Waits => _waits;

    /// <summary>How long turns ran, from finding the reply to the connector's taking it.</summary>
    public IReadOnlyCollection<double> Turns => _turns;

    /// <summary>How long it took to find the replies.</summary>
    public IReadOnlyCollection<double> Replies => _replies;

    /// <summary>How many turns failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    public void Replying(TimeSpan duration) => _replies.Enqueue(duration.TotalSeconds);

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        switch (instrument.Name)
        {
            case "botqa.turn.wait":
                _waits.Enqueue(measurement);
                break;
            case "botqa.turn.duration":
                _turns.Enqueue(measurement);
                Interlocked.Add(ref _failed, tags.Contains(new("botqa.turn.succeeded", false)) ? 1 : 0);
                break;
        }
    }
}
