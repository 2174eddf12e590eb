namespace BotQA.Postgres.State;

/// <summary>A host's claim to an activity. What a host that lost its lease writes has no effect.</summary>
/// <param name="Sequence">The activity.</param>
/// <param name="Host">The host.</param>
/// <param name="Attempt">How many claims there were, this one included.</param>
internal readonly record struct ActivityLease(long Sequence, Guid Host, int Attempt);
