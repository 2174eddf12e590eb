namespace BotQA.Benchmarks.Hosting;

/// <summary>Prints what a run showed.</summary>
internal static class LoadReport
{
    private const int MaxProblems = 10;
    private const double Most = 0.9;

    public static void Print(LoadResult result)
    {
        Console.WriteLine();
        Console.WriteLine($"{result.Name}: {result.Answers:n0} answers in {result.Elapsed:f1} s, {result.Answers / result.Elapsed:f0} a second");
        Console.WriteLine($"  post to 202        {Percentiles(result.PostTimes)}");
        Console.WriteLine($"  post to answer     {Percentiles(result.PostToAnswer)}");
        Console.WriteLine($"  wait for a worker  {Percentiles(result.Waits)}");
        Console.WriteLine($"  turn               {Percentiles(result.Turns)}");
        Console.WriteLine($"  of it, the reply   {Percentiles(result.Replies)}");
        var faults = result.Injected.Count == 0 ? "none" : string.Join(", ", result.Injected.Select(fault => $"{(int)fault.Key}: {fault.Value}"));
        Console.WriteLine($"  connector faults   {faults}; calls repeated: {result.ConnectorRetries}; posts put off by the endpoint: {result.PostRetries:n0}");
        Console.WriteLine($"  limited by         {Limit(result)}");
        PrintVerdict(result.Problems);
    }

    private static void PrintVerdict(IReadOnlyList<string> problems)
    {
        if (problems.Count == 0)
        {
            Console.WriteLine("  check              every question answered exactly once, in order, in its own conversation, with its own answer");
            return;
        }

        Console.WriteLine($"  FAILED             {problems.Count} problems:");
        foreach (var problem in problems.Take(MaxProblems))
        {
            Console.WriteLine($"    {problem}");
        }
    }

    private static string Percentiles(IReadOnlyCollection<double> seconds)
    {
        if (seconds.Count == 0)
        {
            return "none";
        }

        var sorted = seconds.Order().ToArray();
        return $"p50 {At(0.5),9:n1} ms, p95 {At(0.95),9:n1} ms, p99 {At(0.99),9:n1} ms";

        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1] * 1_000;
    }

    private static string Limit(LoadResult result)
    {
        var workers = result.Workers * result.Elapsed;
        var cores = result.ProcessorTime / result.Elapsed;
        var limit = cores > Most * Environment.ProcessorCount || result.Backlogged > result.Elapsed / 2 ? "the processor"
            : result.Turns.Sum() > Most * workers ? "the number of workers"
            : "waits that are asked for (a full queue's Retry-After, Teams' limits of a conversation, the connector's retries)";
        return $"{limit}: {cores:f1} of {Environment.ProcessorCount} cores used, work waited for a thread {result.Backlogged / result.Elapsed:p0} of the time; "
            + $"{result.Workers} workers {result.Turns.Sum() / workers:p0} busy (replies {result.Replies.Sum() / workers:p0}, connector's faults {result.Retrying / workers:p0})";
    }
}
