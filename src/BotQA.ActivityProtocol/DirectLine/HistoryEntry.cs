namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>An activity of a conversation, as it is sent to clients.</summary>
/// <param name="Sequence">Its place, from 1; the watermark of a client that has seen it.</param>
/// <param name="ActivityId">Its id.</param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="Stream">The id of the streamed message that it is a part of, the empty string for a sign of typing, or null for anything that stays.</param>
internal sealed record HistoryEntry(long Sequence, string ActivityId, byte[] Json, string? Stream);
