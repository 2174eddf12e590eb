using System.Net;

namespace BotQA.Benchmarks.Hosting;

/// <summary>What a run of a scenario showed; times in seconds.</summary>
internal sealed record LoadResult
{
    public required string Name { get; init; }

    /// <summary>What went wrong; empty when every question was answered as it should be.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public required int Answers { get; init; }

    /// <summary>From the first post to the last answer.</summary>
    public required double Elapsed { get; init; }

    /// <summary>From each post to its 202, 429 or 503.</summary>
    public required IReadOnlyCollection<double> PostTimes { get; init; }

    /// <summary>From each question's first post to the connector's taking the answer.</summary>
    public required IReadOnlyCollection<double> PostToAnswer { get; init; }

    /// <summary>Of that: waiting for a worker.</summary>
    public required IReadOnlyCollection<double> Waits { get; init; }

    /// <summary>Of that: the turn.</summary>
    public required IReadOnlyCollection<double> Turns { get; init; }

    /// <summary>Of the turn: finding the reply.</summary>
    public required IReadOnlyCollection<double> Replies { get; init; }

    /// <summary>Of the turn: from the connector's refusals to its taking the reply; the sum of all turns.</summary>
    public required double Retrying { get; init; }

    /// <summary>The time during which at least one piece of work for each core waited for a thread, as far as replies tell.</summary>
    public required double Backlogged { get; init; }

    /// <summary>How often the connector refused, by status.</summary>
    public required IReadOnlyDictionary<HttpStatusCode, int> Injected { get; init; }

    /// <summary>How many calls the bot's connector client repeated.</summary>
    public required int ConnectorRetries { get; init; }

    /// <summary>How many posts the endpoint put off.</summary>
    public required int PostRetries { get; init; }

    public required int Workers { get; init; }

    /// <summary>The processor time of the whole process: bot, connector and asker.</summary>
    public required double ProcessorTime { get; init; }
}
