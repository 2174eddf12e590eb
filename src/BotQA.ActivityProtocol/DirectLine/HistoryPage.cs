namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The activities behind a watermark.</summary>
/// <param name="Entries">In order; may be empty.</param>
/// <param name="Watermark">The place of the newest activity, whether it is among them or not.</param>
/// <param name="Changed">Completes with the next activity.</param>
internal sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, long Watermark, Task Changed);
