namespace BotQA.Postgres.State;

/// <summary>A stored activity that a host has claimed.</summary>
/// <param name="Lease">The claim.</param>
/// <param name="Payload">What was stored.</param>
/// <param name="Replies">How many messages went out in earlier claims.</param>
/// <param name="Begun">How many turns of it were begun in earlier claims and not ended.</param>
internal sealed record ClaimedActivity(ActivityLease Lease, byte[] Payload, int Replies, int Begun);
