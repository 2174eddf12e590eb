namespace BotQA.ActivityProtocol.Hosting;

/// <summary>What to listen to for traces and metrics of turns.</summary>
public static class ActivityProtocolTelemetry
{
    /// <summary>
    /// The name of the activity source (a span <c>turn</c> each) and of the meter: <c>botqa.turn.duration</c> and <c>botqa.turn.wait</c> in
    /// seconds, <c>botqa.turns.pending</c>, <c>botqa.turns.refused</c>.
    /// </summary>
    public const string Name = "BotQA.ActivityProtocol";
}
