namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Where a record lies in a snapshot.</summary>
/// <param name="Segment">The position of the segment.</param>
/// <param name="Row">The row within it.</param>
internal readonly record struct RowLocation(int Segment, int Row);
