namespace BotQA.Benchmarks.Hosting;

/// <summary>A bot, the channel it is asked on, and how that channel's connector fails.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="ChannelId">The channel; in Teams the library holds sends within the limits of a conversation.</param>
/// <param name="Faults">Makes the connector's faults, anew for each run.</param>
/// <param name="Reply">Finds the replies; it has to find the same one for the same text.</param>
/// <param name="KeepsJournal">Whether accepted activities are written to disk, as the product does.</param>
internal sealed record LoadScenario(string Name, string ChannelId, Func<ConnectorFaults> Faults, Reply Reply, bool KeepsJournal = true)
{
    /// <summary>Finds the replies that are expected, asked alone; <see cref="Reply"/> itself unless set.</summary>
    public Reply Expected { get; init; } = Reply;
}
