namespace BotQA.Knowledge.Storage.Collections;

/// <summary>A record that was found.</summary>
/// <param name="Score">How well it matches, higher is better.</param>
/// <param name="Location">Where it lies in the snapshot that was searched.</param>
internal readonly record struct Hit(double Score, RowLocation Location);
