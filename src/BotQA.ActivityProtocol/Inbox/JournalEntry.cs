namespace BotQA.ActivityProtocol.Inbox;

/// <summary>What the journal knows of an activity that isn't completed.</summary>
/// <param name="Key">The activity.</param>
/// <param name="AcceptedAt">When it came, in UTC ticks.</param>
/// <param name="Sequence">Its place among those that came at the same moment.</param>
/// <param name="Payload">The protected activity.</param>
/// <param name="Attempts">How many turns of it were begun.</param>
/// <param name="Replies">How many messages went out.</param>
internal sealed record JournalEntry(string Key, long AcceptedAt, long Sequence, ReadOnlyMemory<byte> Payload, int Attempts = 0, int Replies = 0);
