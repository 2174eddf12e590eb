using System.Diagnostics;

namespace BotQA.Benchmarks.Starting;

/// <summary>From the start of a published <c>botqa ask</c> to its answer from the sample documents, which have to be indexed first. Fails when the median misses what is asked.</summary>
internal static class FreshStart
{
    private const int Runs = 7;
    private const double LongestSeconds = 1.5;

    public static async Task<int> RunAsync(string program)
    {
        var indexes = Directory.CreateTempSubdirectory("botqa-start-").FullName;
        var times = new List<double>();

        // The first run converts the models, if they aren't in the cache, and doesn't count.
        for (var run = 0; run <= Runs; run++)
        {
            Directory.Delete(indexes, recursive: true);
            var started = Stopwatch.GetTimestamp();
            await new PublishedBot(program, indexes).RunAsync("ask", "How long was the truce that Russia declared?");
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        Directory.Delete(indexes, recursive: true);
        var counted = times.Skip(1).ToList();
        var median = Statistics.Median(counted);
        Console.WriteLine($"Fresh start to answer, of {Runs}: median {median:0.00} s, {counted.Min():0.00} to {counted.Max():0.00} s.");
        return median <= LongestSeconds ? 0 : 1;
    }
}
