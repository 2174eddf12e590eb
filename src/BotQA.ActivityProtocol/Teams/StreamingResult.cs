namespace BotQA.ActivityProtocol.Teams;

/// <summary>The end of a message that was to be streamed.</summary>
/// <param name="Outcome">How it reached the user.</param>
/// <param name="ActivityId">The id of the message, under which feedback arrives; null where the channel gave none.</param>
public sealed record StreamingResult(StreamingOutcome Outcome, string? ActivityId);
