using System.Net;

namespace BotQA.Benchmarks.Hosting;

/// <summary>
/// How the connector fails: for each question a fixed list of refusals that come before its reply is taken, so that a seed makes the same
/// faults however the calls interleave. Not safe for use by several threads at a time.
/// </summary>
internal sealed class ConnectorFaults
{
    private const double Share = 0.06;
    private const int MostInARow = 3;

    private readonly Dictionary<string, Queue<Fault>> _planned = new(StringComparer.Ordinal);

    private ConnectorFaults()
    {
    }

    /// <summary>How often each status was answered.</summary>
    public SortedDictionary<HttpStatusCode, int> Injected { get; } = [];

    /// <summary>How many faults are still to come.</summary>
    public int Outstanding => _planned.Values.Sum(faults => faults.Count);

    /// <summary>A connector that takes every reply.</summary>
    public static ConnectorFaults None() => new();

    /// <summary>A connector that refuses about 6 of 100 calls, at most three for one reply.</summary>
    public static ConnectorFaults Seeded(int seed)
    {
        var random = new Random(seed);
        var faults = new ConnectorFaults();
        foreach (var question in LoadQuestion.All)
        {
            var planned = new Queue<Fault>();
            while (planned.Count < MostInARow && random.NextDouble() < Share)
            {
                planned.Enqueue(random.Next(4) switch
                {
                    0 => new Fault(HttpStatusCode.BadGateway),
                    1 => new Fault(HttpStatusCode.GatewayTimeout),
                    _ => new Fault(HttpStatusCode.TooManyRequests, RetryAfterSeconds: random.Next(2)),
                });
            }

            faults._planned.Add(question.Id, planned);
        }

        return faults;
    }

    /// <summary>The fault that meets this call, or null.</summary>
    /// <param name="questionId">The question that is replied to.</param>
    public Fault? Next(string questionId)
    {
        if (!_planned.TryGetValue(questionId, out var faults) || !faults.TryDequeue(out var fault))
        {
            return null;
        }

        Injected[fault.Status] = Injected.GetValueOrDefault(fault.Status) + 1;
        return fault;
    }

    /// <summary>A refusal.</summary>
    /// <param name="Status">429, 502 or 504.</param>
    /// <param name="RetryAfterSeconds">The Retry-After header; null for none.</param>
    internal sealed record Fault(HttpStatusCode Status, int? RetryAfterSeconds = null);
}
